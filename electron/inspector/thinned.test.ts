import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { child } from '../../shared/json/pointer.ts';
import { predict } from './predict.ts';
import { thinned } from './thinned.ts';

const odd = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i): [string, Json] => [`odd_${i}`, i]));

/** What is worked out again of a Titan request with leaking keys, where candidates leave some members out. */
function keysLeft(request: JsonObject, dropped: readonly string[]): readonly string[] {
  const { result } = predict({ api: 'chat', request, profile: 'litellm-1.87', route: 'invoke' });
  const candidates = dropped.map((key) => ({ edit: { kind: 'drop', pointer: child('', key) } as const }));
  return Object.keys(thinned(request, result.ledger, candidates));
}

describe('a request that is worked out again for some of its leaks', () => {
  const request: JsonObject = {
    model: 'bedrock/amazon.titan-text-express-v1',
    messages: [{ role: 'user', content: 'Hi' }],
    max_tokens: 5,
    ...odd(20),
    skip_mcp_handler: true,
  };

  it('is without the leaks of their kind that no candidate speaks of, and keeps all else', () => {
    expect(keysLeft(request, ['odd_3', 'odd_7'])).toEqual([
      ...['model', 'messages', 'max_tokens', 'odd_3', 'odd_7', 'skip_mcp_handler'],
    ]);
  });

  it('is the whole one where what the candidates leave out does not leak', () => {
    expect(keysLeft(request, ['max_tokens'])).toEqual(Object.keys(request));
  });
});
