import { afterEach, expect, it, vi } from 'vitest';
import { judge } from './captured.ts';

afterEach(() => vi.unstubAllEnvs());

const flagsFor = (model: string, day: string): readonly string[] => {
  vi.stubEnv('STRATA_AS_OF', day);
  const request = new TextEncoder().encode('{"prompt":"Hello"}');
  const call = { operation: 'InvokeModel', model, request, answer: null, left: false, secrets: [], salt: '' };
  return judge(call).flags.flatMap(({ kind, names }) => [kind, ...names]);
};

it('a captured call is judged by the day on which it is made: models come to their end', () => {
  expect(flagsFor('meta.llama2-13b-chat-v1', '2024-10-29')).toEqual([]);
  expect(flagsFor('meta.llama2-13b-chat-v1', '2024-10-30')).toEqual(['refused']);
});

it('a stream that its client left was cut off by nobody', () => {
  const bytes = new TextEncoder().encode('data: {"type":"message_start"}\n\n');
  const answer = {
    ...{ status: 200, mediaType: 'text/event-stream', errorType: '', bytes },
    ...{ deliveries: [{ offset: 0, atMs: 1 }], endMs: 2 },
  };
  const request = new TextEncoder().encode('{}');
  const flagsWhere = (left: boolean): readonly string[] =>
    judge({ operation: '', model: '', request, answer, left, secrets: [], salt: '' }).flags.map(
      ({ kind }) => kind,
    );
  expect([flagsWhere(false), flagsWhere(true)]).toEqual([['cut-off'], []]);
});

it('a call whose body did not come whole is not told as refused', () => {
  const call = { operation: 'InvokeModel', model: 'amazon.nova-lite-v1:0', request: new Uint8Array() };
  const answer = {
    ...{ status: 400, mediaType: 'application/json', errorType: '', bytes: new Uint8Array() },
    ...{ deliveries: [], endMs: 2 },
  };
  const flags = (of: typeof answer | null): readonly string[] =>
    judge({ ...call, answer: of, left: false, secrets: [], salt: '' }).flags.map(({ kind }) => kind);
  expect(flags(null)).toEqual([]);
  expect(flags(answer)).toContain('refused');
});
