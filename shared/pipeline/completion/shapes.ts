import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { crashOnType } from '../call/failures.ts';
import { isTruthy } from '../python/truth.ts';
import { type Behaviour, has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';

/** A parameter that LiteLLM takes for an object (or a list) without looking. */
interface Shape {
  readonly key: string;
  readonly takes: (value: Json) => boolean;
  /** True where an empty value is never looked at. */
  readonly emptyPasses: boolean;
  readonly type: string;
  readonly since?: Behaviour;
  /** The first release that looks at it earlier, or no more. */
  readonly until?: Behaviour;
}

const objects = (key: string, emptyPasses: boolean, type: string): Shape => ({
  key,
  takes: isObject,
  emptyPasses,
  type,
});

const isNumberOrFlag = (value: Json): boolean => typeof value === 'number' || typeof value === 'boolean';
const isNoScalar = (value: Json): boolean => !isNumberOrFlag(value);

/** What LiteLLM looks at before it checks the types of its own parameters … */
const FIRST: readonly Shape[] = [
  objects('cache', false, 'AttributeError'),
  objects('metadata', true, 'AttributeError'),
  { ...objects('web_search_options', false, 'TypeError'), until: 'web-search-options-unchecked' },
  { key: 'fallbacks', takes: isArray, emptyPasses: true, type: 'APIConnectionError' },
  {
    key: 'tools',
    takes: (value) => isArray(value) || isObject(value) || value === '',
    emptyPasses: false,
    type: 'TypeError',
  },
];

/** … and afterwards, on the way to the map stage. */
const LATER: readonly Shape[] = [
  objects('model_info', true, 'APIConnectionError'),
  objects('response_format', false, 'APIConnectionError'),
  {
    key: 'litellm_metadata',
    takes: isNoScalar,
    emptyPasses: true,
    type: 'APIConnectionError',
    since: 'litellm-metadata-checked',
  },
  { key: 'allowed_openai_params', takes: isNoScalar, emptyPasses: true, type: 'APIConnectionError' },
];

const texts = (key: string, until?: Behaviour): Shape => ({
  key,
  takes: (value) => typeof value === 'string',
  emptyPasses: true,
  type: 'APIConnectionError',
  ...(until ? { until } : {}),
});

const REGION: Shape = {
  key: 'aws_region_name',
  takes: (value) => typeof value === 'string' && /^[a-z0-9-]+$/.test(value),
  emptyPasses: false,
  type: 'APIConnectionError',
};

/** … and when the finished request gets its URL and its signature. 1.109 checks the types of credentials at the start. */
const SIGNING: readonly Shape[] = [
  texts('model_id'),
  texts('aws_access_key_id', 'credentials-checked-at-start'),
  texts('aws_secret_access_key', 'credentials-checked-at-start'),
  texts('aws_session_token', 'credentials-checked-at-start'),
  REGION,
  texts('aws_session_name', 'credentials-checked-at-start'),
  texts('aws_profile_name', 'credentials-checked-at-start'),
  texts('aws_role_name', 'credentials-checked-at-start'),
  texts('aws_web_identity_token', 'credentials-checked-at-start'),
  texts('aws_sts_endpoint', 'credentials-checked-at-start'),
  texts('aws_external_id', 'credentials-checked-at-start'),
];

/** … and what the entry points beside chats look at, at one moment or another. */
const ENTRY: readonly Shape[] = [
  objects('cache', false, 'AttributeError'),
  objects('metadata', true, 'AttributeError'),
  texts('model_id'),
  REGION,
];

const MOMENTS = { first: FIRST, later: LATER, signing: SIGNING, entry: ENTRY } as const;

function fails(
  { takes, emptyPasses, key, since: from, until }: Shape,
  request: JsonObject,
  { release }: Profile,
): boolean {
  if (from !== undefined && !has(release, from)) return false;
  if (until !== undefined && has(release, until)) return false;
  const value = request[key];
  if (value === undefined || takes(value)) return false;
  if (value === null) return key === 'cache' || key === 'web_search_options';
  return !(emptyPasses && !isTruthy(value));
}

/** One entry, or since 1.109 a list of them. */
function failsOnHeaders(value: Json, { release }: Profile): boolean {
  if (value === null || isObject(value)) return false;
  return !(has(release, 'header-lists-pass') && isArray(value) && value.every(isObject));
}

/**
 * Ends the call (throws `Stop`, `crashed`) where what a user message says is a number or a flag: LiteLLM looks
 * through it for ids of files. Source: `update_messages_with_model_file_ids`, all three releases.
 */
export function checkUserContents(messages: readonly JsonObject[], { strict }: Profile): void {
  if (strict) return;
  const bad = messages.findIndex(
    ({ role, content }) => role === 'user' && content && isNumberOrFlag(content),
  );
  if (bad >= 0) crashOnType(`messages[${bad}].content`);
}

/** A request without the values that are named by the environment of a proxy. */
export const withoutNamed = (request: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(request).filter(
      ([, value]) => typeof value !== 'string' || !value.startsWith('os.environ/'),
    ),
  );

/**
 * Ends the call (throws `Stop`, `crashed`) where a parameter has a form that LiteLLM fails on before
 * it maps anything, or at the end of it all; `moment` says where in the call it stands.
 * Source: `completion()`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkShapes(moment: keyof typeof MOMENTS, request: JsonObject, profile: Profile): void {
  if (profile.strict) return;
  const bad = MOMENTS[moment].find((shape) => fails(shape, request, profile));
  if (bad) crashOnType(bad.key, bad.type);
  if (moment === 'later' && failsOnHeaders(request.provider_specific_header ?? null, profile)) {
    crashOnType('provider_specific_header', 'APIConnectionError');
  }
}
