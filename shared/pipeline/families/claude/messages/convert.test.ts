import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { Stop } from '../../../call/failures.ts';
import { Trace } from '../../../ledger/trace.ts';
import { readMessages } from '../../../messages/message.ts';
import type { Release } from '../../../releases/release.ts';
import type { Conversion } from './block.ts';
import { convertMessages } from './convert.ts';

function convert(
  messages: readonly JsonObject[],
  release: Release = '1.109.1',
  more: Partial<Conversion> = {},
) {
  const trace = new Trace();
  const conversion: Conversion = {
    trace,
    release,
    strict: false,
    forceBase64: true,
    dropParams: false,
    toolNames: new Map(),
    ...more,
  };
  return { turns: convertMessages(readMessages(messages), conversion), trace };
}

/** The blocks of the first turn. */
function blocks(messages: readonly JsonObject[], release?: Release): readonly JsonObject[] {
  const content = convert(messages, release).turns[0]?.content;
  return isArray(content) ? content.filter(isObject) : [];
}

const PLACEHOLDER = '[System: Empty message content sanitised to satisfy protocol]';
const call = (id: string, name = 'get', text: Json = '{"a": 1}'): Json => ({
  id,
  type: 'function',
  function: { name, arguments: text },
});

describe('convertMessages', () => {
  it('joins messages of one side, tool results among the user’s', () => {
    const { turns } = convert([
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', tool_calls: [call('call:1')] },
      { role: 'tool', tool_call_id: 'call:1', content: '22 C' },
      { role: 'user', content: 'And Oslo?' },
    ]);
    expect(turns).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_1', name: 'get', input: { a: 1 } }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_1', content: '22 C' },
          { type: 'text', text: 'And Oslo?' },
        ],
      },
    ]);
  });

  it('sends a placeholder where text is empty', () => {
    const { turns } = convert([{ role: 'user', content: '  ' }], '1.87.0');
    expect(turns).toEqual([{ role: 'user', content: [{ type: 'text', text: PLACEHOLDER }] }]);
  });

  it('leaves empty text beside tool calls out since 1.109', () => {
    const messages = [{ role: 'assistant', content: '', tool_calls: [call('a')] }];
    expect(blocks(messages, '1.87.0')).toHaveLength(2);
    expect(blocks(messages, '1.109.1')).toHaveLength(1);
  });

  it('takes data URLs apart', () => {
    const { turns } = convert([
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          { type: 'file', file: { file_data: 'data:application/pdf;base64,BBBB', filename: 'a.pdf' } },
        ],
      },
    ]);
    expect(turns[0]?.content).toEqual([
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' } },
    ]);
  });

  it('sends https images as they are where the route was not named', () => {
    const image: Json = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } };
    const messages = [{ role: 'user', content: [image] }];
    expect(convert(messages, '1.109.1', { forceBase64: false }).turns[0]?.content).toEqual([
      { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
    ]);
    expect(() => convert(messages)).toThrow(Stop);
  });

  it('cuts white space off a prefilled answer', () => {
    const { turns } = convert([
      { role: 'user', content: 'List.' },
      { role: 'assistant', content: '1. \n' },
    ]);
    expect(turns[1]?.content).toEqual([{ type: 'text', text: '1.' }]);
  });

  it('sends thinking back first, and since 1.109 only where it is signed', () => {
    const thinking_blocks: Json = [{ type: 'thinking', thinking: 'Hm.' }];
    const messages = [{ role: 'assistant', content: 'Yes.', thinking_blocks }];
    expect(convert(messages, '1.90.0').turns[0]?.content).toEqual([
      { type: 'thinking', thinking: 'Hm.' },
      { type: 'text', text: 'Yes.' },
    ]);
    expect(convert(messages).turns[0]?.content).toEqual([{ type: 'text', text: 'Yes.' }]);
  });

  it('sends a call once where its id is repeated', () => {
    const { turns } = convert([{ role: 'assistant', tool_calls: [call('a'), call('a', 'other')] }]);
    expect(turns[0]?.content).toEqual([{ type: 'tool_use', id: 'a', name: 'get', input: { a: 1 } }]);
  });

  it('repairs arguments that were cut off, and refuses what is no JSON', () => {
    const input = (text: string) =>
      blocks([{ role: 'assistant', tool_calls: [call('a', 'get', text)] }])[0]?.input;
    expect(input('{"a": {"b": [1, 2')).toEqual({ a: { b: [1, 2] } });
    expect(input('')).toEqual({});
    expect(input('null')).toBeNull();
    expect(() => input('nonsense')).toThrow(Stop);
  });

  it('refuses arguments that are an object, and takes them for empty where they are', () => {
    const input = (given: Json, release?: Release) =>
      blocks([{ role: 'assistant', tool_calls: [call('a', 'get', given)] }], release)[0]?.input;
    expect(() => input({ a: 1 })).toThrow(Stop);
    for (const empty of [{}, [], null, 0]) expect(input(empty)).toEqual({});
    expect(() => input('', '1.80.15')).toThrow(Stop);
    expect(input('', '1.80.16')).toEqual({});
    expect(() => input(' ', '1.82.0')).toThrow(Stop);
    expect(input(' ', '1.82.1')).toEqual({});
  });

  it('notes what it leaves out', () => {
    const { trace } = convert([
      { role: 'user', name: 'ann', content: [{ type: 'input_audio', input_audio: {} }] },
      { role: 'user', content: 'Hi.' },
    ]);
    expect(trace.notes.map(({ from }) => from)).toEqual(['/messages/0/name', '/messages/0/content/0']);
  });

  it('refuses a conversation without messages', () => {
    expect(() => convert([])).toThrow(/at least one message/);
  });
});
