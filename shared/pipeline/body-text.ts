import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer, parent, segments, valueAt } from '../json/pointer.ts';
import { hasTexts, numberAsWritten } from '../json/texts.ts';
import type { Ledger } from './ledger/entry.ts';
import { dumps, layOut, type RepeatedDumps, type TextOf } from './python/json.ts';

/** A member of the incoming request. */
interface Place {
  readonly container: Json | undefined;
  readonly key: string | number;
}

const memberAt = ({ container, key }: Place): Json | undefined => {
  if (isArray(container)) return container[Number(key)];
  return isObject(container) && Object.hasOwn(container, key) ? container[key] : undefined;
};

/** The members of the body that the ledger knows to be one member of the request. */
function origins(ledger: Ledger, request: JsonObject): ReadonlyMap<Pointer, Place> {
  const found = new Map<Pointer, Place>();
  for (const { from, to } of ledger.entries) {
    const [only] = from;
    if (to?.part !== 'body' || only === undefined || from.length > 1 || only === '') continue;
    const key = segments(only).at(-1) ?? '';
    found.set(to.pointer, { container: valueAt(request, parent(only) ?? ''), key });
  }
  return found;
}

/**
 * Texts of numbers that were moved out of the container they were written in: where the ledger leads
 * to a member of the request with the same value, that member's text.
 */
function movedTexts(body: JsonObject, ledger: Ledger, request: JsonObject): TextOf {
  const known = origins(ledger, request);
  const texts = new Map<object, Map<string, string>>();
  const visit = (value: Json, at: Pointer, place: Place): void => {
    if (typeof value !== 'object' || value === null) return;
    const source = memberAt(place);
    // What is made of a number, as Nova's inferenceConfig of top_k, has it somewhere inside.
    const isNumber = typeof source === 'number';
    const member = (key: string | number, item: Json): void => {
      const pointer = child(at, key);
      const from = known.get(pointer) ?? (isNumber ? place : { container: source, key });
      if (typeof item !== 'number') {
        visit(item, pointer, from);
        return;
      }
      if (typeof from.container !== 'object' || from.container === null || memberAt(from) !== item) return;
      const text = numberAsWritten(from.container, from.key);
      if (text === undefined) return;
      const own = texts.get(value) ?? new Map<string, string>();
      texts.set(value, own.set(String(key), text));
    };
    if (isArray(value)) for (const [i, item] of value.entries()) member(i, item);
    else if (isObject(value)) for (const key of Object.keys(value)) member(key, value[key] as Json);
  };
  visit(body, '', known.get('') ?? { container: undefined, key: '' });
  return (container, key) => numberAsWritten(container, key) ?? texts.get(container)?.get(String(key));
}

const textsOf = (body: JsonObject, ledger: Ledger, request: JsonObject): TextOf =>
  hasTexts(request) ? movedTexts(body, ledger, request) : numberAsWritten;

/**
 * A body as the bytes that LiteLLM's Python puts on the wire (all of it ASCII): number forms, separators,
 * escapes and key order. A request read by `readJson` keeps numbers that JavaScript cannot hold.
 * @param request the incoming request that the ledger speaks of
 * @param repeated has written the body before this one
 */
export const bodyText = (
  body: JsonObject,
  ledger: Ledger,
  request: JsonObject,
  repeated: RepeatedDumps | null = null,
): string => {
  const textOf = textsOf(body, ledger, request);
  return repeated ? repeated.dumps(body, textOf) : dumps(body, textOf);
};

/** The same body for people to read: two spaces a level, characters as they are, numbers as in `bodyText`. */
export const bodyLaidOut = (body: JsonObject, ledger: Ledger, request: JsonObject): string =>
  layOut(body, textsOf(body, ledger, request));
