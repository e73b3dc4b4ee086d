import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { child, type Pointer } from '../../shared/json/pointer.ts';

/** A place where two bodies differ; a side is left out where the place is missing there. */
export interface Difference {
  readonly at: Pointer;
  readonly a?: string;
  readonly b?: string;
}

/** Values are cut to so many characters. */
const LONGEST = 120;

const shown = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

const isContainer = (value: Json | undefined): value is Extract<Json, object> =>
  typeof value === 'object' && value !== null;

/** The members of two containers of one kind, or null where they are not. */
function membersOf(a: Json | undefined, b: Json | undefined): readonly string[] | null {
  if (!isContainer(a) || !isContainer(b) || isArray(a) !== isArray(b)) return null;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

const memberOf = (value: Json | undefined, key: string): Json | undefined =>
  value !== undefined && (isArray(value) || isObject(value)) && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, Json>>)[key]
    : undefined;

/** Where two bodies differ, outermost place by outermost place, at most `most` of them. */
export function differencesOf(a: Json, b: Json, most: number): readonly Difference[] {
  const found: Difference[] = [];
  const waiting: { readonly at: Pointer; readonly a: Json | undefined; readonly b: Json | undefined }[] = [
    { at: '', a, b },
  ];
  for (let next = waiting.pop(); next && found.length < most; next = waiting.pop()) {
    const { at } = next;
    const keys = membersOf(next.a, next.b);
    if (keys) {
      for (const key of [...keys].reverse())
        waiting.push({ at: child(at, key), a: memberOf(next.a, key), b: memberOf(next.b, key) });
    } else if (next.a !== next.b) {
      const sides = [next.a, next.b].map((value) => (value === undefined ? undefined : shown(value)));
      const [left, right] = sides;
      found.push({
        at,
        ...(left === undefined ? {} : { a: left }),
        ...(right === undefined ? {} : { b: right }),
      });
    }
  }
  return found;
}
