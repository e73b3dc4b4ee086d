import { isObject, type Json } from '../../json/json.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { BridgeFailure } from './draft-messages.ts';

/**
 * `extra_headers` of a Responses call as they go on: some releases put those for one provider beside them, which takes an
 * object or nothing. Throws `BridgeFailure` for anything else. Source: `merge_provider_specific_headers`, LiteLLM 1.109.0.
 */
export function headersOfResponses(given: Json, release: Release): Json {
  if (isObject(given) || !has(release, 'responses-merge-headers')) return given;
  if (!isTruthy(given)) return null;
  throw new BridgeFailure('APIConnectionError', 'LiteLLM fails on extra_headers: they are no object.');
}
