import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { ESTIMATED, type HandedStream } from './chat.ts';
import { type AnsweredCall, wholeBody } from './hand-back.ts';
import type { Broken } from './piece.ts';
import { predictedStream, predictedWhole } from './predicted-alike.ts';
import { errorOf } from './said.ts';

/** What a real proxy answered beside what the profile hands on for an answer that says the same. */
export interface ComparedAnswer {
  /** The events that the profile predicts, in order. */
  readonly predicted: readonly JsonObject[];
  readonly differences: readonly AnswerDifference[];
}

/** One place at which a real answer is other than the predicted one. */
export interface AnswerDifference {
  /** Which event it is, from 0. */
  readonly event: number;
  /** Where in the event; empty where one of the two has no such event. */
  readonly path: string;
  /** JSON; null where there is nothing. */
  readonly real: string | null;
  readonly predicted: string | null;
}

/** The events of an SSE body, or the one value that a body is. */
export function eventsIn(text: string): readonly JsonObject[] {
  const lines = text.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []));
  return (lines.length > 0 ? lines : [text]).flatMap((line): readonly JsonObject[] => {
    const value = wholeBody(line);
    return value ? [value] : [];
  });
}

/** Members that are made up anew in each answer, or count what Strata does not predict. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...[
    'id',
    'object',
    'created',
    'created_at',
    'model',
    'cost',
    'item_id',
    'sequence_number',
    'system_fingerprint',
  ],
  ...[
    'logprobs',
    'prompt_tokens_details',
    'completion_tokens_details',
    'input_tokens_details',
    'citations',
    'trace',
  ],
  ...['output_tokens_details', 'cache_creation', 'service_tier', 'stop_details', 'encrypted_content'],
  ...[
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'provider_specific_fields',
    'annotations',
    'amazon-bedrock-trace',
    'amazon-bedrock-guardrailAction',
    'obfuscation',
  ],
]);
/** Members of a response of the Responses API that are predicted; others repeat the request. */
const OF_RESPONSE: ReadonlySet<string> = new Set(['status', 'usage', 'incomplete_details']);

function compared(value: Json, inside = ''): Json {
  if (isArray(value)) return value.map((item) => compared(item, inside));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      if (member === null || LEFT_OUT.has(key)) return [];
      if (inside === 'response' && !OF_RESPONSE.has(key)) return [];
      return [[key, compared(member, key)] as const];
    }),
  );
}

/** Leaves of a value by their place; empty containers are leaves. */
function leaves(value: Json, at = '', found = new Map<string, string>()): ReadonlyMap<string, string> {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) found.set(at, JSON.stringify(value));
  for (const [key, member] of entries) {
    leaves(member, typeof key === 'number' ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`, found);
  }
  return found;
}

const isCounted = ({ type }: JsonObject): boolean => type !== 'ping';

const ESTIMATE = JSON.stringify(ESTIMATED);

/** LiteLLM puts words of its own before what it was told: the same error all the same. */
const sameError = (real: Broken | null, predicted: Broken | null): boolean =>
  real !== null && predicted !== null && real.message.includes(predicted.message);

function differencesAt(event: number, real: JsonObject, predicted: JsonObject): AnswerDifference[] {
  if (sameError(errorOf(real), errorOf(predicted))) return [];
  const [theirs, mine] = [leaves(compared(real)), leaves(compared(predicted))];
  // What LiteLLM counts by a tokenizer of its own is not predicted.
  const estimated = [...mine].flatMap(([place, value]) => (value === ESTIMATE ? [place] : []));
  const counts = (place: string): boolean =>
    !estimated.some((one) => place === one || place.startsWith(`${one}.`));
  return [...new Set([...theirs.keys(), ...mine.keys()])].flatMap((path) => {
    const [a = null, b = null] = [theirs.get(path), mine.get(path)];
    return a === b || !counts(path) ? [] : [{ event, path, real: a, predicted: b }];
  });
}

const summary = (value: JsonObject | undefined): string | null =>
  value === undefined ? null : typeof value.type === 'string' ? value.type : JSON.stringify(compared(value));

/**
 * Holds the events of a real proxy's stream against those that a profile hands on. Ids, times, model names, costs and
 * details of token counts are left out; where LiteLLM raises, its proxy ends the stream with the error.
 */
export function compareEvents(events: readonly JsonObject[], made: HandedStream): ComparedAnswer {
  const real = events.filter(isCounted);
  const predicted = made.events.map(({ value }) => value).filter(isCounted);
  const ended = sameError(errorOf(real.at(-1) ?? {}), made.broken);
  const shown = ended ? real.slice(0, -1) : real;
  const differences: AnswerDifference[] = [];
  for (let event = 0; event < Math.max(shown.length, predicted.length); event++) {
    const [theirs, mine] = [shown[event], predicted[event]];
    if (theirs && mine) differences.push(...differencesAt(event, theirs, mine));
    else differences.push({ event, path: '', real: summary(theirs), predicted: summary(mine) });
  }
  // A stream that just ends is told as such: LiteLLM raises for it, or makes an end of its own.
  if (made.broken && !ended) {
    const { type, message } = made.broken;
    differences.push({ event: real.length, path: '', real: null, predicted: `${type}: ${message}` });
  }
  return { predicted, differences };
}

/**
 * What a real proxy's stream is beside what the profile hands on where Bedrock says the same in the same pieces.
 * Null where there is no stream.
 */
export function compareStream(events: readonly JsonObject[], call: AnsweredCall): ComparedAnswer | null {
  if (!call.stream || events.length < 2) return null;
  return compareEvents(events, predictedStream(events.filter(isCounted), call));
}

/** Members of a whole response that are predicted: the others repeat the request. */
const OF_WHOLE_RESPONSE: ReadonlySet<string> = new Set(['output', ...OF_RESPONSE]);

/** What a real proxy's whole answer is beside what the profile hands on for one that says the same. */
function compareWhole(value: JsonObject, call: AnsweredCall): ComparedAnswer {
  const predicted = predictedWhole(value, call);
  const shown = (one: JsonObject): JsonObject =>
    call.form === 'responses'
      ? Object.fromEntries(Object.entries(one).filter(([name]) => OF_WHOLE_RESPONSE.has(name)))
      : one;
  return { predicted: [predicted], differences: differencesAt(0, shown(value), shown(predicted)) };
}

/** A real proxy's answer, streamed or whole, beside the predicted one. Null where there is nothing to hold against. */
export function compareAnswer(events: readonly JsonObject[], call: AnsweredCall): ComparedAnswer | null {
  const [whole] = events;
  if (call.stream) return compareStream(events, call);
  return whole && errorOf(whole) === null ? compareWhole(whole, call) : null;
}
