import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { encodeFrame, eventHeaders, exceptionHeaders } from '../eventstream/encoder.ts';
import type { JsonObject } from '../json/json.ts';
import { recordFrame } from './frames.ts';
import type { Delta } from './recording.ts';
import { NO_FRAMES, outcomeOf, withFrame } from './summary.ts';

/** A stream of the real service out of a public test suite: shapes kept, words replaced, long runs cut to two. */
interface RecordedStream {
  readonly source: string;
  readonly operation: string;
  readonly model: string;
  readonly padded: boolean;
  readonly frames: readonly {
    readonly event: string;
    readonly type?: 'exception';
    readonly json: JsonObject;
  }[];
  readonly expect: {
    readonly text: string;
    readonly reasoning: string;
    readonly tools: readonly (readonly [string, string])[];
    readonly stopReason: string | null;
    readonly inputTokens: number | null;
    readonly outputTokens: number | null;
    readonly intervened: boolean;
  };
}

const streams: readonly RecordedStream[] = readFileSync(
  new URL('testdata/recorded-streams.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const utf8 = new TextEncoder();
const bytesOf = ({ frames, padded }: RecordedStream): Uint8Array => {
  const p = padded ? { p: 'abcd' } : {};
  const encoded = frames.map(({ event, type, json }) => {
    if (type === 'exception') return encodeFrame(exceptionHeaders(event), utf8.encode(JSON.stringify(json)));
    const payload =
      event === 'chunk'
        ? { bytes: Buffer.from(JSON.stringify(json)).toString('base64'), ...p }
        : { ...json, ...p };
    return encodeFrame(eventHeaders(event), utf8.encode(JSON.stringify(payload)));
  });
  return Buffer.concat(encoded);
};

const read = (stream: RecordedStream) => {
  const decoder = new FrameDecoder();
  const frames = decoder.push(bytesOf(stream)).map((frame) => recordFrame(frame, frame.payload, 0));
  const deltas = frames.flatMap((frame) => frame.deltas);
  const joined = (kind: 'text' | 'reasoning' | 'tool-input'): string =>
    deltas.map((delta) => (delta.kind === kind ? delta.text : '')).join('');
  const names = deltas.filter(
    (delta): delta is Delta & { kind: 'tool-start' } => delta.kind === 'tool-start',
  );
  const summary = frames.reduce(withFrame, NO_FRAMES);
  return { decoder, frames, joined, names: names.map(({ name }) => name), summary };
};

describe.each(streams)('$operation of $model, $source', (stream) => {
  it('is read whole: text, reasoning, tools, stop reason, usage', () => {
    const { decoder, frames, joined, names, summary } = read(stream);
    expect(decoder.end().kind).toBe('complete');
    expect(frames.map(({ check }) => check)).toEqual(stream.frames.map(() => 'ok'));
    const { expect: wanted } = stream;
    expect(joined('text')).toBe(wanted.text);
    expect(joined('reasoning')).toBe(wanted.reasoning);
    expect(names).toEqual(wanted.tools.map(([name]) => name));
    expect(joined('tool-input')).toBe(wanted.tools.map(([, input]) => input).join(''));
    expect(summary).toMatchObject({
      stopReason: wanted.stopReason,
      usage: { inputTokens: wanted.inputTokens, outputTokens: wanted.outputTokens },
    });
    expect(summary.guardrail?.intervened ?? false).toBe(wanted.intervened);
    const fails = stream.frames.some(({ type }) => type === 'exception');
    expect(outcomeOf(summary)).toBe(fails ? 'failed' : 'complete');
  });

  it('is cut off where its last frames are missing', () => {
    const { frames } = read(stream);
    const cut = frames.slice(0, -3);
    expect(outcomeOf(cut.reduce(withFrame, NO_FRAMES))).toBe('truncated');
  });
});
