import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { loads } from '../pipeline/python/json.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import { clientFieldsOf } from './client-fields.ts';
import type { ProxyConfig } from './config.ts';
import { isOn } from './entry.ts';
import type { Candidate } from './find-deployments.ts';

/** An object, or the JSON text of one, as the proxy reads metadata. */
function asObject(value: Json | undefined): JsonObject | null {
  if (isObject(value)) return value;
  if (typeof value !== 'string') return null;
  const parsed = loads(value);
  return isObject(parsed) ? parsed : null;
}

/** True where the deployment lets its clients set the name themselves. */
function allowsIt(candidates: readonly Candidate[], name: string): boolean {
  return candidates.some(({ deployment: { params } }) => {
    const allowed = params.configurable_clientside_auth_params ?? null;
    return (
      isArray(allowed) &&
      allowed.some((entry) => entry === name || (isObject(entry) && Object.hasOwn(entry, name)))
    );
  });
}

/**
 * Why a proxy refuses a client's body outright: it names an endpoint, a credential or a price, which only a
 * configuration may set. Null where it does not.
 * Source: `is_request_body_safe`, LiteLLM 1.87.0, 1.90.0 and 1.109.1.
 */
export function refusedName(
  body: JsonObject,
  config: ProxyConfig,
  candidates: readonly Candidate[],
  profile: Profile,
): string | null {
  if (isOn(config.generalSettings.allow_client_side_credentials)) return null;
  const { refused, refusedIn, refusedInMetadata, metadataKeys } = clientFieldsOf(profile);
  const find = (object: JsonObject | null, names: ReadonlySet<string>): string | undefined =>
    object === null
      ? undefined
      : Object.keys(object).find((key) => names.has(key) && !allowsIt(candidates, key));
  const places = [
    find(body, refused),
    ...[...refusedIn].map((key) => find(asObject(body[key]), refused)),
    ...[...metadataKeys].map((key) => find(asObject(body[key]), refusedInMetadata)),
  ];
  const name = places.find((found) => found !== undefined);
  if (name === undefined) return null;
  return `The proxy refuses “${name}” in a client’s call. To allow it, set general_settings.allow_client_side_credentials, or name it in configurable_clientside_auth_params of the deployment.`;
}
