import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { isFloatText, isIntText } from '../python/pydantic.ts';
import data from './field-types.json';
import type { Release } from './release.ts';
import { namesIn, perRelease, type Values, valuesIn } from './timeline.ts';

/** When a release looks at the type of one of its own parameters. */
export type Moment =
  /** Before anything else of a chat completion. */
  | 'start'
  /** Where a stream is opened on the invoke route. */
  | 'streaming'
  /** On entry to the messages API: all of them. */
  | 'messages';

const YES_OR_NO = /^(?:true|false|t|f|yes|no|y|n|on|off|1|0)$/i;

const isNumber = (value: Json): boolean =>
  typeof value === 'boolean' ||
  typeof value === 'number' ||
  (typeof value === 'string' && isFloatText(value));
const isText = (value: Json): value is string => typeof value === 'string';

/** Headers of authentication and transport, which LiteLLM lets nobody name. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  ...['api-key', 'authorization', 'connection', 'content-length', 'content-type', 'cookie', 'host'],
  ...['keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'set-cookie', 'te'],
  ...['trailer', 'transfer-encoding', 'upgrade', 'www-authenticate', 'x-api-key', 'x-goog-api-key'],
]);

/** True for the name of a header that a call may have of its own. */
export const isHeaderName = (name: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !FORBIDDEN.has(name.toLowerCase());

/** What pydantic takes for a type, values that it converts included. */
const TAKES = {
  number: isNumber,
  integer: (value) =>
    typeof value === 'boolean' || (isText(value) ? isIntText(value) : Number.isInteger(value)),
  boolean: (value) =>
    typeof value === 'boolean' || value === 0 || value === 1 || (isText(value) && YES_OR_NO.test(value)),
  string: isText,
  clock: (value) => isText(value) && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value),
  header: (value) => isText(value) && isHeaderName(value),
  list: isArray,
  strings: (value) => isArray(value) && value.every(isText),
  objects: (value) => isArray(value) && value.every(isObject),
  tags: (value) =>
    isArray(value) &&
    value.every((tag) => isObject(tag) && isText(tag.Key ?? null) && isText(tag.Value ?? null)),
  object: isObject,
  numbers: (value) => isObject(value) && Object.values(value).every((item) => isNumber(item as Json)),
} satisfies Record<string, (value: Json) => boolean>;
type Kind = keyof typeof TAKES;

interface FieldTypes {
  readonly kinds: ReadonlyMap<string, readonly Kind[]>;
  readonly start: ReadonlySet<string>;
  readonly streaming: ReadonlySet<string>;
}

const isKind = (name: string): name is Kind => Object.hasOwn(TAKES, name);

const fieldsOf = perRelease((release): FieldTypes => {
  const types = Object.entries(valuesIn(data.types as Values<string>, release));
  return {
    kinds: new Map(types.map(([name, kinds]) => [name, kinds.split('|').filter(isKind)])),
    start: namesIn(data.start, release),
    streaming: namesIn(data.streaming, release),
  };
});

/** Names whose bad values 1.109 forgives outside the start of a chat completion. */
const FORGIVEN: ReadonlySet<string> = new Set(['thought_signature_in_tool_call_id']);

/**
 * The parameters of LiteLLM's own whose values have a type that a release does not take, as far as
 * it looks at that moment. The table is read by `oracle/inside/dump_fields.py`.
 */
export function malformed(request: JsonObject, release: Release, moment: Moment): readonly string[] {
  const { kinds, ...checked } = fieldsOf(release);
  return Object.keys(request).filter((name) => {
    const kind = kinds.get(name);
    // Of most names nothing is known: their values are not looked up.
    const value = kind ? (request[name] ?? null) : null;
    if (!kind || value === null) return false;
    if (moment === 'messages' ? FORGIVEN.has(name) : !checked[moment].has(name)) return false;
    return !kind.some((one) => TAKES[one](value));
  });
}
