/** An RFC 6901 JSON pointer: `''` is the whole document, `/a/0` its first item of `a`. */
export type Pointer = string;

/** A pointer taken apart: its last segment, unescaped, and the way to it. */
export interface Step {
  readonly pointer: Pointer;
  readonly around: Step | null;
  /** How many segments there are up to this one; 0 for the document. */
  readonly depth: number;
  readonly key: string;
  /** The key as an index of a list; -1 where it is none. */
  readonly index: number;
  /** Steps from here to items of a list, by index … */
  items: (Step | undefined)[] | null;
  /** … to the member that was asked for first, which is most often the only one, and to the others. */
  first: Step | null;
  members: Map<string, Step> | null;
  /** What was taken apart after this the last time. */
  next: Step | null;
}

/** So many pointers are kept, so many items and members inside of one value, and none that is longer than so many UTF-16 units. */
const MOST = 20_000;
const MOST_ITEMS = 2_048;
const MOST_MEMBERS = 128;
const LONGEST = 160;
/** After so many pointers in a row that are not kept, so many are not looked for: long lists hold no others. */
const ENOUGH_MISSED = 16;
const NOT_LOOKED_FOR = 512;
/** After so many for which there was no room all begins anew: what is kept is no longer what is asked for. */
const ENOUGH_REFUSED = 2 * MOST;

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

const escapeSegment = (segment: string): string => segment.replace(/~/g, '~0').replace(/\//g, '~1');
/** One segment of a pointer as the key it stands for. */
export const unescapeSegment = (segment: string): string => segment.replace(/~1/g, '/').replace(/~0/g, '~');

const stepTo = (pointer: Pointer, around: Step | null, key: string, index: number): Step => ({
  pointer,
  around,
  depth: around ? around.depth + 1 : 0,
  key,
  index,
  items: null,
  first: null,
  members: null,
  next: null,
});

/**
 * The same few pointers are made again for every run and every pass, and each is taken apart again. They are kept once:
 * making one is then a step from the one around it, and taking one apart a guess, since runs and passes ask in the order
 * in which they asked before. Where the guess is wrong it is a look-up, which costs more: what is looked up in long lists
 * lies scattered over memory.
 */
const kept = new Map<Pointer, Step>();
let missed = 0;
let refused = 0;
/** What was made last, and what was taken apart last. */
let made: Step;
let asked: Step;

function begin(): void {
  const document = stepTo('', null, '', -1);
  kept.clear();
  kept.set('', document);
  made = document;
  asked = document;
}
begin();

/** Whether one more may be kept. */
function hasRoom(): boolean {
  if (kept.size < MOST) return true;
  refused += 1;
  if (refused < ENOUGH_REFUSED) return false;
  refused = 0;
  begin();
  return true;
}

function keptAt(pointer: Pointer): Step | undefined {
  if (missed < ENOUGH_MISSED) return kept.get(pointer);
  missed = missed < NOT_LOOKED_FOR ? missed + 1 : 0;
  return undefined;
}

const written = (pointer: Pointer, segment: string | number): Pointer =>
  typeof segment === 'number' || !(segment.includes('/') || segment.includes('~'))
    ? `${pointer}/${segment}`
    : `${pointer}/${escapeSegment(segment)}`;

/** Makes and keeps a step, where there is room. */
function added(around: Step, key: string, index: number): Step | null {
  const full = index >= 0 ? index >= MOST_ITEMS : (around.members?.size ?? 0) >= MOST_MEMBERS;
  if (full) return null;
  const pointer = written(around.pointer, key);
  if (pointer.length > LONGEST || !hasRoom()) return null;
  const step = stepTo(pointer, around, key, index);
  if (index >= 0) {
    around.items ??= [];
    around.items[index] = step;
  } else if (around.first === null) around.first = step;
  else {
    around.members ??= new Map();
    around.members.set(key, step);
  }
  kept.set(pointer, step);
  return step;
}

function stepIn(around: Step, segment: string | number): Step | null {
  if (typeof segment === 'number' && Number.isSafeInteger(segment) && segment >= 0)
    return around.items?.[segment] ?? added(around, String(segment), segment);
  const key = String(segment);
  const { first } = around;
  if (first?.key === key) return first;
  const index = INDEX.test(key) ? Number(key) : -1;
  if (index >= 0) return around.items?.[index] ?? added(around, key, index);
  return around.members?.get(key) ?? added(around, key, index);
}

function learned(pointer: Pointer): Step | null {
  const end = pointer.lastIndexOf('/');
  const around =
    pointer.length > LONGEST ? null : (kept.get(pointer.slice(0, end)) ?? learned(pointer.slice(0, end)));
  const segment = pointer.slice(end + 1);
  return around && stepIn(around, segment.includes('~') ? unescapeSegment(segment) : segment);
}

/** What is probably asked for: the same once more, the next item of a list, or what was asked for next the last time. */
function guessed(pointer: Pointer): Step | null {
  if (asked.pointer === pointer) return asked;
  const item = asked.index < 0 ? undefined : asked.around?.items?.[asked.index + 1];
  if (item?.pointer === pointer) return item;
  const { next } = asked;
  return next?.pointer === pointer ? next : null;
}

/** A pointer taken apart; null where it is none of those that are kept, or they are not looked for just now. */
export function stepOf(pointer: Pointer): Step | null {
  const guess = guessed(pointer);
  if (guess) {
    asked = guess;
    return guess;
  }
  const step = keptAt(pointer) ?? (missed < ENOUGH_MISSED ? learned(pointer) : null);
  missed = step ? 0 : missed + 1;
  if (!step) return null;
  asked.next = step;
  asked = step;
  return step;
}

/** The pointer of a member or item of what a pointer names. */
export function childOf(pointer: Pointer, segment: string | number): Pointer {
  const around = made.pointer === pointer ? made : keptAt(pointer);
  const step = around && stepIn(around, segment);
  missed = step ? 0 : missed + 1;
  if (!step) return written(pointer, segment);
  made = step;
  return step.pointer;
}
