import { fromBase64 } from '../bytes/base64.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';

/** What a CountTokens request wants counted. */
export type Counted =
  | { readonly kind: 'converse'; readonly body: JsonObject }
  | { readonly kind: 'invoke'; readonly raw: string }
  /** The text under `body` is not base64. */
  | { readonly kind: 'undecodable' }
  | { readonly kind: 'nothing' };

function decode(base64: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(fromBase64(base64));
  } catch {
    return undefined;
  }
}

/** Reads the union under `input`; the invoke member holds the body as base64. */
export function countedIn(body: Json): Counted {
  const input = isObject(body) && isObject(body.input) ? body.input : {};
  if (isObject(input.converse)) return { kind: 'converse', body: input.converse };
  if (!isObject(input.invokeModel) || typeof input.invokeModel.body !== 'string') return { kind: 'nothing' };
  const raw = decode(input.invokeModel.body);
  return raw === undefined ? { kind: 'undecodable' } : { kind: 'invoke', raw };
}
