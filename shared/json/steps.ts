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
  /** Steps from here, by key. */
  inside: Map<string | number, Step> | null;
}

/** So many pointers are kept, so many inside of one value, and none that is longer than so many UTF-16 units. */
const MOST = 20_000;
const MOST_INSIDE = 128;
const LONGEST = 160;
/** After so many pointers in a row that are not kept, so many are not looked for: long lists hold no others. */
const ENOUGH_MISSED = 16;
const NOT_LOOKED_FOR = 512;

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

const escapeSegment = (segment: string): string => segment.replace(/~/g, '~0').replace(/\//g, '~1');
/** One segment of a pointer as the key it stands for. */
export const unescapeSegment = (segment: string): string => segment.replace(/~1/g, '/').replace(/~0/g, '~');

const document = (): Step => ({ pointer: '', around: null, depth: 0, key: '', index: -1, inside: null });

/**
 * The same few pointers are made again for every run and every pass, and each is taken apart again. They are kept once:
 * making one is then a look-up by key, taking one apart a look-up by a text whose hash is known. In long lists that
 * costs more than it saves, as what is looked up lies scattered over memory.
 */
const kept = new Map<Pointer, Step>([['', document()]]);
let missed = 0;

function keptAt(pointer: Pointer): Step | undefined {
  if (missed < ENOUGH_MISSED) return kept.get(pointer);
  missed = missed < NOT_LOOKED_FOR ? missed + 1 : 0;
  return undefined;
}

const written = (pointer: Pointer, segment: string | number): Pointer =>
  typeof segment === 'number' || !(segment.includes('/') || segment.includes('~'))
    ? `${pointer}/${segment}`
    : `${pointer}/${escapeSegment(segment)}`;

function made(around: Step, segment: string | number): Step | null {
  if (around.inside && around.inside.size >= MOST_INSIDE) return null;
  const pointer = written(around.pointer, segment);
  if (pointer.length > LONGEST) return null;
  if (kept.size >= MOST) {
    kept.clear();
    kept.set('', document());
  }
  const key = String(segment);
  const index = INDEX.test(key) ? Number(key) : -1;
  const step = kept.get(pointer) ?? { pointer, around, depth: around.depth + 1, key, index, inside: null };
  around.inside ??= new Map();
  around.inside.set(segment, step);
  kept.set(pointer, step);
  return step;
}

const stepIn = (around: Step, segment: string | number): Step | null =>
  around.inside?.get(segment) ?? made(around, segment);

function learned(pointer: Pointer): Step | null {
  const end = pointer.lastIndexOf('/');
  const around =
    pointer.length > LONGEST ? null : (kept.get(pointer.slice(0, end)) ?? learned(pointer.slice(0, end)));
  const segment = pointer.slice(end + 1);
  return around && stepIn(around, segment.includes('~') ? unescapeSegment(segment) : segment);
}

/** A pointer taken apart; null where it is none of those that are kept, or they are not looked for just now. */
export function stepOf(pointer: Pointer): Step | null {
  const step = keptAt(pointer) ?? (missed < ENOUGH_MISSED ? learned(pointer) : null);
  missed = step ? 0 : missed + 1;
  return step;
}

/** The pointer of a member or item of what a pointer names. */
export function childOf(pointer: Pointer, segment: string | number): Pointer {
  const around = keptAt(pointer);
  const step = around && stepIn(around, segment);
  missed = step ? 0 : missed + 1;
  return step ? step.pointer : written(pointer, segment);
}
