import { afterEach, expect, it, vi } from 'vitest';
import { judge } from './captured.ts';

afterEach(() => vi.unstubAllEnvs());

const flagsFor = (model: string, day: string): readonly string[] => {
  vi.stubEnv('STRATA_AS_OF', day);
  const request = new TextEncoder().encode('{"prompt":"Hello"}');
  const call = { operation: 'InvokeModel', model, request, answer: null, secrets: [], salt: '' };
  return judge(call).flags.flatMap(({ kind, names }) => [kind, ...names]);
};

it('a captured call is judged by the day on which it is made: models come to their end', () => {
  expect(flagsFor('meta.llama2-13b-chat-v1', '2024-10-29')).toEqual([]);
  expect(flagsFor('meta.llama2-13b-chat-v1', '2024-10-30')).toEqual(['refused']);
});
