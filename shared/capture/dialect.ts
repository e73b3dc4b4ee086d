import type { Dialect } from './exchange.ts';

/** The paths by which a LiteLLM proxy offers each form; all of them also with `/v1` before, or under `/openai` or `/engines`. */
const DIALECTS: readonly (readonly [path: RegExp, dialect: Dialect])[] = [
  [/\/chat\/completions$/, 'openai-chat'],
  [/\/messages$/, 'anthropic-messages'],
  [/\/responses$/, 'openai-responses'],
  [/\/embeddings$/, 'openai-embeddings'],
];

/** The form of a client's call to a LiteLLM proxy, by its path. */
export function dialectOf(method: string, target: string): Dialect {
  const path = target.split('?', 1)[0]?.replace(/\/$/, '') ?? '';
  if (method !== 'POST') return 'other';
  return DIALECTS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}
