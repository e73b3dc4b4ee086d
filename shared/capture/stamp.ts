import { isObject, type Json } from '../json/json.ts';
import { withMemberText } from '../json/member-text.ts';
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
 * the proxy; null where the body is no JSON object or brings headers of another kind. Everything else stays as written.
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
  const given = value.extra_headers ?? null;
  if (given !== null && !isObject(given)) return null;
  const stamp = JSON.stringify(id);
  return utf8.encode(
    given === null
      ? withMemberText(text, ['extra_headers'], `{"${STAMP}":${stamp}}`)
      : withMemberText(text, ['extra_headers', STAMP], stamp),
  );
}
