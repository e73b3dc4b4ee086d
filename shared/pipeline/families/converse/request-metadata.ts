import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { badRequest } from '../../call/failures.ts';
import { WHITE_SPACE } from '../../python/space.ts';
import { has } from '../../releases/behaviours.ts';
import { mapped } from './rules.ts';

export const METADATA = mapped(
  'requestMetadata',
  'kept',
  'requestMetadata is a member of the Converse request.',
);
export const METADATA_FILTERED = mapped(
  'requestMetadata-filtered',
  'mapped',
  'With drop_params LiteLLM leaves out the pairs that Bedrock would refuse.',
  'LiteLLM 1.109 request_metadata',
);

const MAX_PAIRS = 16;
const ALLOWED = new RegExp(`^[a-zA-Z0-9${WHITE_SPACE}:_@$#=/+,.-]*$`, 'u');

const fits = (text: string, least: number): boolean =>
  text.length >= least && text.length <= 256 && ALLOWED.test(text);

/** The pairs whose value is text. */
const textPairs = (metadata: JsonObject): readonly (readonly [string, string])[] =>
  Object.entries(metadata).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );

/**
 * Checks `requestMetadata` as LiteLLM does before sending. Throws `Stop` (`refused`,
 * BadRequestError); since 1.109 nothing is refused under drop_params.
 */
export function checkRequestMetadata(metadata: Json, { profile, dropParams }: Context): void {
  if (has(profile.release, 'bad-metadata-filtered') && dropParams) return;
  if (!isObject(metadata)) throw badRequest('requestMetadata must be a dictionary');
  const pairs = textPairs(metadata);
  if (pairs.length < Object.keys(metadata).length)
    throw badRequest('requestMetadata keys and values must be strings');
  if (pairs.length > MAX_PAIRS) throw badRequest('requestMetadata can contain a maximum of 16 items');
  for (const [key, value] of pairs) {
    if (!fits(key, 1)) throw badRequest(`requestMetadata key '${key}' is too long or has invalid characters`);
    if (!fits(value, 0))
      throw badRequest(`requestMetadata value '${value}' is too long or has invalid characters`);
  }
}

/** The pairs that Bedrock takes; null where none are left. */
export function forwardablePairs(metadata: Json): JsonObject | null {
  if (!isObject(metadata)) return null;
  const kept = textPairs(metadata)
    .filter(([key, value]) => fits(key, 1) && fits(value, 0))
    .slice(0, MAX_PAIRS);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
