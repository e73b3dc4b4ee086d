import type { Json, JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import type { Adapting } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

/** A request under way into OpenAI’s form. */
export type Body = Record<string, Json>;
/** Brings one key of the messages request into `body`; `value` is never null. */
export type Step = (body: Body, value: Json, adapting: Adapting, request: JsonObject) => void;

/** Hands a key on as it is. */
export const keep =
  (key: string): Step =>
  (body, value, { trace }) => {
    body[key] = value;
    trace.member(body, key, child('', key), RULE.kept);
  };
