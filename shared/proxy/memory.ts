import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import type { Draft } from './draft.ts';

/**
 * What a running proxy keeps from one call to the next. Before 1.109 LiteLLM writes the Anthropic headers of a
 * client's call into the `extra_headers` of the deployment that serves it, so that later calls of any client
 * carry them. One memory belongs to one configuration under one profile, its calls in order.
 */
export class ProxyMemory {
  readonly #extraHeaders = new Map<Pointer, JsonObject>();

  /** The `extra_headers` of a deployment as earlier calls left them; null where none changed them. */
  extraHeadersOf(deployment: Pointer): JsonObject | null {
    return this.#extraHeaders.get(deployment) ?? null;
  }

  keepExtraHeaders(deployment: Pointer, headers: JsonObject): void {
    this.#extraHeaders.set(deployment, headers);
  }
}

/** The headers of `provider_specific_header`, as the proxy sets it. */
function providerHeaders(draft: Draft): JsonObject {
  const given: Json = draft.get('provider_specific_header') ?? null;
  return isObject(given) && isObject(given.extra_headers ?? null) ? (given.extra_headers as JsonObject) : {};
}

/**
 * The `extra_headers` that a chat call leaves in its deployment; null where it leaves them alone.
 * Source: `completion()` (headers.update), LiteLLM 1.87.0 and 1.90.0.
 */
export function leftBehind(draft: Draft, { release, strict }: Profile): JsonObject | null {
  if (has(release, 'proxy-memory-taken-out') || strict) return null;
  const own = draft.get('extra_headers') ?? null;
  if (!isObject(own) || draft.originOf('extra_headers')?.from !== 'deployment') return null;
  if (draft.get('headers') !== undefined) return null;
  const added = providerHeaders(draft);
  return Object.keys(added).length === 0 ? null : { ...own, ...added };
}
