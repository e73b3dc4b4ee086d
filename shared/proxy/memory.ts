import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import type { Draft } from './draft.ts';

/** Headers of a call as they stay in the deployment that served it, and the setting that holds them. */
export interface LeftHeaders {
  readonly key: HeaderKey;
  readonly headers: JsonObject;
}

/** Settings of a deployment that hold headers. */
export type HeaderKey = 'headers' | 'extra_headers';

/**
 * What a running proxy keeps from one call to the next. Before 1.109 LiteLLM writes headers of a client's call into
 * those of the deployment that serves it, so that later calls of any client carry them. One memory belongs to one
 * configuration under one profile, its calls in order.
 */
export class ProxyMemory {
  readonly #headers = new Map<string, JsonObject>();

  /** Headers of a deployment as earlier calls left them; null where none changed them. */
  headersOf(deployment: Pointer, key: string): JsonObject | null {
    return this.#headers.get(`${deployment} ${key}`) ?? null;
  }

  keep(deployment: Pointer, { key, headers }: LeftHeaders): void {
    this.#headers.set(`${deployment} ${key}`, headers);
  }
}

const objectIn = (draft: Draft, key: string): JsonObject | null => {
  const value: Json = draft.get(key) ?? null;
  return isObject(value) && Object.keys(value).length > 0 ? value : null;
};

/** The headers of `provider_specific_header`, as the proxy sets it. */
function providerHeaders(draft: Draft): JsonObject {
  const given: Json = draft.get('provider_specific_header') ?? null;
  return isObject(given) && isObject(given.extra_headers ?? null) ? (given.extra_headers as JsonObject) : {};
}

/**
 * The headers that a chat call leaves in its deployment; null where it leaves them alone: LiteLLM adds a call's
 * `extra_headers` and Anthropic's headers to `headers`, or to `extra_headers` where there are none, in place.
 * Source: `completion()` (headers.update), LiteLLM 1.87.0 and 1.90.0.
 */
export function leftBehind(draft: Draft, { release, strict }: Profile): LeftHeaders | null {
  if (has(release, 'proxy-memory-taken-out') || strict) return null;
  const key = draft.get('headers') === undefined ? 'extra_headers' : 'headers';
  const own = objectIn(draft, key);
  if (!own || draft.originOf(key)?.from !== 'deployment') return null;
  const added = {
    ...(key === 'headers' ? objectIn(draft, 'extra_headers') : null),
    ...providerHeaders(draft),
  };
  return Object.keys(added).length === 0 ? null : { key, headers: { ...own, ...added } };
}
