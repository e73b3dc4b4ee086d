import { isObject, type Json } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import type { ExchangeId } from './exchange.ts';
import { STAMP } from './pass-on.ts';

/** An id as Strata gives them; anything else in the header is no stamp of ours. */
const ID = /^[0-9a-z]{25}$/;

/** The client's exchange that a stamp names; null where it is none of Strata's. */
export const readStamp = (value: string | undefined): ExchangeId | null =>
  value !== undefined && ID.test(value) ? value : null;

const utf8 = new TextEncoder();

/**
 * A body with the stamp among its `extra_headers`, which LiteLLM passes on to the provider without any configuration of
 * the proxy; null where the body is no JSON object or brings headers of another kind. Everything else stays as written:
 * the member is put before the last brace.
 */
export function stampedBody(bytes: Uint8Array, id: ExchangeId): Uint8Array | null {
  let text: string;
  let value: Json;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = parseJson(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const given = value.extra_headers;
  if (given !== undefined) {
    if (!isObject(given)) return null;
    return utf8.encode(JSON.stringify({ ...value, extra_headers: { ...given, [STAMP]: id } }));
  }
  const at = text.lastIndexOf('}');
  const comma = Object.keys(value).length === 0 ? '' : ',';
  return utf8.encode(`${text.slice(0, at)}${comma}"extra_headers":{"${STAMP}":"${id}"}${text.slice(at)}`);
}
