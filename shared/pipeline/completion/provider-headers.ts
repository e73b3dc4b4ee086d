import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import type { Api } from '../call/result.ts';
import { strip } from '../python/space.ts';
import { has } from '../releases/behaviours.ts';
import { isHeaderName } from '../releases/field-types.ts';
import type { Profile } from '../releases/profile.ts';
import { type GivenHeader, givenHeaders, lastOfEachName } from './given-headers.ts';

/** Headers from one place of the request. */
export interface HeaderSource {
  readonly headers: JsonObject;
  readonly at: Pointer;
}

const KEY = '/provider_specific_header';

/**
 * The headers that `provider_specific_header` holds for Bedrock; those for other providers stay
 * behind. Since 1.109 it may be a list, and an entry may be for the messages API alone.
 * Source: `ProviderSpecificHeaderUtils`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function providerHeaders(
  request: JsonObject,
  { release }: Profile,
  api: Api,
): readonly HeaderSource[] {
  const given: Json = request.provider_specific_header ?? null;
  const listed = has(release, 'provider-headers-as-list') && isArray(given);
  const entries = listed ? given : [given];
  return entries.flatMap((entry, i) => {
    if (!isObject(entry) || !isObject(entry.extra_headers)) return [];
    const providers = String(entry.custom_llm_provider ?? '').split(',');
    if (!providers.some((provider) => strip(provider) === 'bedrock')) return [];
    if (
      has(release, 'native-only-provider-headers') &&
      entry.native_anthropic_messages_only &&
      api === 'chat'
    )
      return [];
    const at = listed ? child(KEY, i) : KEY;
    return [{ headers: entry.extra_headers, at: child(at, 'extra_headers') }];
  });
}

type Call = Pick<Context, 'api' | 'profile' | 'request'>;

/** The same, one by one. */
const headersForBedrock = ({ request, profile, api }: Call): readonly GivenHeader[] =>
  providerHeaders(request, profile, api).flatMap(({ headers, at }) =>
    Object.entries(headers).map(([name, value]) => ({ name, value, at: child(at, name) })),
  );

/** All headers that a call names for Bedrock, in the order in which LiteLLM takes them: the last of a name counts. */
export const headersOf = (call: Call): readonly GivenHeader[] => [
  ...givenHeaders(call.request),
  ...headersForBedrock(call),
];

/** Where the header of a name stands that counts; null where the call has none. */
export const placeOfHeader = (name: string, call: Call): Pointer | null =>
  lastOfEachName(headersOf(call)).get(name)?.at ?? null;

const word = (value: Json | undefined): string | null =>
  (typeof value === 'string' && value !== '') || (typeof value === 'number' && value !== 0)
    ? String(value)
    : null;

/** The session that keeps a conversation with one server, and where it stands. */
function sessionOf(request: JsonObject): { readonly id: string; readonly at: Pointer } | null {
  for (const key of ['session_id', 'litellm_session_id']) {
    const id = word(request[key]);
    if (id !== null) return { id, at: child('', key) };
  }
  for (const key of ['metadata', 'litellm_metadata']) {
    const holder = request[key];
    const id = isObject(holder) ? word(holder.session_id) : null;
    if (id !== null) return { id, at: child(child('', key), 'session_id') };
  }
  return null;
}

/**
 * The header that `provider_affinity_header` names, filled with the session of the call (1.109, chat
 * completions). Null where there is none.
 * Source: `add_provider_affinity_header`, LiteLLM 1.109.1.
 */
export function affinityHeader(
  request: JsonObject,
  { release }: Profile,
  taken: readonly string[],
): { readonly name: string; readonly value: string; readonly at: Pointer } | null {
  const name = request.provider_affinity_header;
  if (!has(release, 'affinity-header') || typeof name !== 'string' || !isHeaderName(name)) return null;
  if (taken.some((other) => other.toLowerCase() === name.toLowerCase())) return null;
  const session = sessionOf(request);
  return session && { name, value: session.id, at: session.at };
}
