import { callThroughProxy, type ProxyResult } from './call.ts';
import { FOR_ANY_ERROR } from './fallback-lists.ts';
import type { Fallback } from './fallbacks.ts';
import type { PreparedCall, ProxyInput } from './prepared-call.ts';

const isSent = (result: ProxyResult): boolean =>
  result.kind === 'called' && result.result.kind === 'outgoing';

/** The places among the candidates that a proxy tries when LiteLLM refuses the call: one of each group of models. */
function placesAfter({ candidates, fallbacks }: PreparedCall): readonly number[] {
  const first = candidates.length - fallbacks.length;
  const groups = new Set<string>();
  return fallbacks.flatMap(({ kind, model }, i) => {
    if (!FOR_ANY_ERROR.has(kind) || groups.has(model)) return [];
    groups.add(model);
    return [first + i];
  });
}

/** The fallback that a proxy goes to where LiteLLM refuses the call at a deployment of its name; null for none. */
export function fallbackAfterRefusal(call: PreparedCall): Fallback | null {
  const [place] = call.fallbacks.some(({ candidate }) => candidate === call.chosen) ? [] : placesAfter(call);
  return place === undefined
    ? null
    : (call.fallbacks[place - call.candidates.length + call.fallbacks.length] ?? null);
}

/**
 * What a proxy sends first for a client's call: where LiteLLM refuses it at its deployment, what the first fallback
 * sends that takes it. The refusal, where none does.
 * Source: `async_function_with_fallbacks`, recorded with LiteLLM 1.87.0, 1.96.2 and 1.109.1.
 */
export function answerThroughProxy(input: ProxyInput): ProxyResult {
  const asked = callThroughProxy(input);
  if (asked.kind !== 'called' || isSent(asked)) return asked;
  for (const choice of placesAfter(asked.call)) {
    const next = callThroughProxy({ ...input, choice });
    if (isSent(next)) return next;
  }
  return asked;
}
