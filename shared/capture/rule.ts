import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { withMemberText } from '../json/member-text.ts';
import { parseJson } from '../json/parse.ts';
import type { HeaderList } from './exchange.ts';

/** What is done to a call that a rule's filter passes. */
export type RuleAction =
  /** Waits for the user, at most {@link HOLD_MS}. */
  | { readonly kind: 'hold' }
  /** Answered by Strata with one of Bedrock's exceptions. */
  | { readonly kind: 'fault'; readonly exception: string }
  /** Goes on so much later, milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Members of the body are set (JSON) or, with null, taken out. */
  | { readonly kind: 'rewrite'; readonly member: string; readonly json: string | null }
  /** Goes to the simulator, whatever the target. */
  | { readonly kind: 'simulator' }
  /** Answered as the same request was before, with its pauses; goes on where it never was. */
  | { readonly kind: 'replay' };

export interface CaptureRule {
  readonly id: string;
  /** In the filter language, on what a request tells: an empty one passes every call. */
  readonly filter: string;
  readonly on: boolean;
  readonly action: RuleAction;
}

/** What the user decides on a held call. */
export type HeldDecision =
  | {
      readonly kind: 'continue';
      /** The body as the user changed it; null leaves it, byte for byte. */
      readonly bodyText: string | null;
      /** Another model id; null leaves it. */
      readonly model: string | null;
      /** All headers that go on, as the user changed them; null leaves them. Those that Strata makes anew do not count. */
      readonly headers: HeaderList | null;
    }
  | { readonly kind: 'simulator' }
  | { readonly kind: 'fault'; readonly exception: string };

/** Lets a held call go on as it came. */
export const UNCHANGED: HeldDecision = { kind: 'continue', bodyText: null, model: null, headers: null };

/** A call that waits for a decision. */
export interface HeldCall {
  readonly id: string;
  /** When it goes on by itself, milliseconds since 1970. */
  readonly until: number;
}

/** A held call goes on unchanged after so long, so that no program hangs, milliseconds. */
export const HOLD_MS = 60_000;
/** What is held at once, calls and bytes of their bodies; others go on, and say so. */
export const MOST_HELD = { calls: 1_000, bytes: 256 * 1024 * 1024 } as const;

/** How an action is said. */
export const ACTION_LABELS: Readonly<Record<RuleAction['kind'], string>> = {
  hold: 'Hold',
  fault: 'Answer with a fault',
  delay: 'Delay',
  rewrite: 'Rewrite the body',
  simulator: 'Answer from the simulator',
  replay: 'Answer from a recording',
};

/** The members on a path as far as they are there; null where something on the way is no object. */
function valueOn(value: JsonObject, path: readonly string[]): { readonly here: Json | undefined } | null {
  let here: Json | undefined = value;
  for (const name of path) {
    if (here === undefined) break;
    if (!isObject(here)) return null;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return { here };
}

/**
 * A body with a member set or taken out, `inferenceConfig.temperature` in the object that the first name tells, which is
 * made where it is not there; everything else stays as it is written. Null where nothing changes by it, the body is no
 * JSON object or `json` is none.
 */
export function rewritten(body: string, member: string, json: string | null): string | null {
  try {
    const value = parseJson(body);
    if (!isObject(value)) return null;
    const path = Object.hasOwn(value, member) ? [member] : member.split('.');
    const on = valueOn(value, path);
    const wanted = json === null ? undefined : parseJson(json);
    if (!on || JSON.stringify(on.here) === JSON.stringify(wanted)) return null;
    return withMemberText(body, path, json === null ? null : json.trim());
  } catch {
    return null;
  }
}

const MODEL_PATH = /^\/model\/.+\/([a-z-]+)(?=\?|$)/s;

/** Whether a path names a model: a call of another kind has none that could be replaced. */
export const namesModel = (target: string): boolean => MODEL_PATH.test(target);

/** A path with another model in it. */
export const withModel = (target: string, model: string): string =>
  target.replace(MODEL_PATH, (_, action: string) => `/model/${encodeURIComponent(model)}/${action}`);
