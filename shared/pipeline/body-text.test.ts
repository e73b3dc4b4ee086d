import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../json/json.ts';
import { readJson } from '../json/read-json.ts';
import { bodyLaidOut, bodyText } from './body-text.ts';
import type { TransformInput } from './call/result.ts';
import { packed } from './python/json.ts';
import { transform } from './transform.ts';

interface Case {
  readonly id: string;
  readonly api: TransformInput['api'];
  readonly request: JsonObject;
}

const readTexts = (name: string): readonly string[] =>
  gunzipSync(readFileSync(new URL(`./testdata/${name}.jsonl.gz`, import.meta.url)))
    .toString()
    .split('\n')
    .filter((line) => line !== '');

const cases = readTexts('raw-cases').map((line) => readJson(line) as unknown as Case);

/** The text of the body that a request leads to, or why there is none. */
function written(input: TransformInput): {
  readonly path: string;
  readonly raw: string;
  readonly read: string;
} {
  const result = transform(input);
  if (result.kind !== 'outgoing') return { path: '', raw: result.error.message, read: '' };
  const { path, body } = result.outgoing;
  return {
    path,
    raw: bodyText(body, result.ledger, input.request),
    read: bodyLaidOut(body, result.ledger, input.request),
  };
}

describe.each([
  ['litellm-1.87', '1.87.0'],
  ['litellm-1.109', '1.109.1'],
] as const)('%s writes the bytes that the release writes', (profile, version) => {
  const recorded = readTexts(`raw-litellm-${version}`).map(
    (line) => JSON.parse(line) as { id: string; path: string; raw: string },
  );
  const byId = new Map(cases.map((one) => [one.id, one]));
  it(`in ${recorded.length} bodies with odd numbers and texts`, () => {
    const off = recorded.flatMap(({ id, path, raw }) => {
      const one = byId.get(id);
      if (!one) return [`${id}: no such case`];
      const ours = written({ api: one.api, request: one.request, profile });
      return ours.path === path && ours.raw === raw ? [] : [`${id}: ${ours.raw} instead of ${raw}`];
    });
    expect(off).toEqual([]);
  });
  it('and the body laid out for reading packs into the same bytes', () => {
    for (const { id, raw } of recorded) {
      const one = byId.get(id);
      if (one) expect(packed(written({ api: one.api, request: one.request, profile }).read)).toBe(raw);
    }
  });
});

describe('numbers that JavaScript cannot hold', () => {
  const sent = (text: string): string => {
    const request = readJson(text);
    if (!isObject(request)) throw new Error('a request is an object');
    return written({ api: 'chat', request, profile: 'litellm-1.109' }).raw;
  };
  const model = '"model": "bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0"';

  it('pass through the arguments of a tool call', () => {
    const call = `{"id": "a", "type": "function", "function": {"name": "f", "arguments": "{\\"n\\": 1234567890123456789, \\"x\\": 1.0}"}}`;
    const messages = `[{"role": "user", "content": "Hi"}, {"role": "assistant", "tool_calls": [${call}]}, {"role": "tool", "tool_call_id": "a", "content": "ok"}]`;
    expect(
      sent(
        `{${model}, "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}], "messages": ${messages}}`,
      ),
    ).toContain('"input": {"n": 1234567890123456789, "x": 1.0}');
  });

  it('pass through a parameter that moves elsewhere under another name', () => {
    expect(sent(`{${model}, "messages": [{"role": "user", "content": "Hi"}], "top_p": 1.0}`)).toContain(
      '"topP": 1.0',
    );
  });

  it('pass through a parameter that a container is made of', () => {
    const nova = '"model": "bedrock/converse/amazon.nova-lite-v1:0"';
    expect(sent(`{${nova}, "messages": [{"role": "user", "content": "Hi"}], "top_k": 1.0}`)).toContain(
      '"additionalModelRequestFields": {"inferenceConfig": {"topK": 1.0}}',
    );
  });

  it('pass through a tool schema, whose keys keep their order even where they look like numbers', () => {
    const schema =
      '{"type": "object", "properties": {"b": {"maximum": 9223372036854775807}, "2": {"type": "number"}, "1": {"minimum": 1e2}}}';
    const tools = `[{"type": "function", "function": {"name": "f", "parameters": ${schema}}}]`;
    const raw = sent(`{${model}, "messages": [{"role": "user", "content": "Hi"}], "tools": ${tools}}`);
    expect(raw).toContain(
      '{"b": {"maximum": 9223372036854775807}, "2": {"type": "number"}, "1": {"minimum": 100.0}}',
    );
  });

  it('pass through a definition that is put in the place of its reference, keys in their order, too', () => {
    const named =
      '"$defs": {"N": {"properties": {"2": {"default": 1.0}, "1": {"$ref": "#/$defs/M"}}}, "M": {"enum": [1.50, 1e2]}}';
    const schema = `{"type": "object", "properties": {"n": {"$ref": "#/$defs/N"}}, ${named}}`;
    const tools = `[{"type": "function", "function": {"name": "f", "parameters": ${schema}}}]`;
    expect(sent(`{${model}, "messages": [{"role": "user", "content": "Hi"}], "tools": ${tools}}`)).toContain(
      '{"n": {"properties": {"2": {"default": 1.0}, "1": {"enum": [1.5, 100.0]}}}}',
    );
  });
});

describe('a member that LiteLLM rewrites', () => {
  it('stays where it stood among the others', () => {
    const call = { type: 'tool_use', id: 'a.b', name: 'f', input: {} };
    const result = { type: 'tool_result', tool_use_id: 'a.b', content: 'ok' };
    const request = {
      model: 'bedrock/invoke/anthropic.claude-opus-4-7',
      max_tokens: 9,
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [call] },
        { role: 'user', content: [result] },
      ],
    };
    const { raw } = written({ api: 'messages', request, profile: 'litellm-1.109' });
    expect(raw).toContain('{"type": "tool_use", "id": "a_b", "name": "f", "input": {}}');
    expect(raw).toContain('{"type": "tool_result", "tool_use_id": "a_b", "content": "ok"}');
  });

  it('stands behind all others where it was taken out and put back: points that mark no message', () => {
    const request = {
      model: 'bedrock/invoke/anthropic.claude-opus-4-7',
      messages: [{ role: 'user', content: 'Hi' }],
      cache_control_injection_points: [{ location: 'message', index: -1 }, { location: 'tool_config' }],
      output_config: { effort: 'high' },
    };
    const { raw } = written({ api: 'chat', request, profile: 'litellm-1.87' });
    expect(raw).toContain(
      '"output_config": {"effort": "high"}, "cache_control_injection_points": [{"location": "tool_config"}]',
    );
  });
});
