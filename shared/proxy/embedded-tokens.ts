import { isArray, type Json } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { textOfTokens } from '../pipeline/tokens/cl100k.ts';
import type { Draft } from './draft.ts';

const isTokens = (value: Json): value is readonly number[] =>
  isArray(value) && value.length > 0 && value.every((item) => Number.isInteger(item));

/**
 * Lists of tokens to embed become texts, by the vocabulary of OpenAI's embedding models: Bedrock's take no tokens.
 * Source: `embeddings()` of the proxy, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function decodeTokens(draft: Draft): void {
  const input = draft.get('input') ?? null;
  const origin = draft.originOf('input');
  if (!origin || !isArray(input) || input.length === 0 || !input.every(isTokens)) return;
  const texts = input.map(textOfTokens);
  if (texts.some((text) => text === null)) return;
  draft.set('input', texts, origin);
  if (origin.from !== 'client') return;
  input.forEach(
    (_, i) => void draft.note(child('/input', i), { from: 'client', pointer: child(origin.pointer, i) }),
  );
}
