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
  readonly isKept: boolean;
  /** Steps from here that are kept, by key. */
  inside: Map<string | number, Step> | null;
}

/** So many pointers are kept, so many inside of one value, and none that is longer than so many UTF-16 units. */
const MOST = 50_000;
const MOST_INSIDE = 1_000;
const LONGEST = 160;

const escapeSegment = (segment: string): string => segment.replace(/~/g, '~0').replace(/\//g, '~1');
/** One segment of a pointer as the key it stands for. */
export const unescapeSegment = (segment: string): string => segment.replace(/~1/g, '/').replace(/~0/g, '~');

const SLASH = 47;
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

const document = (): Step => ({
  pointer: '',
  around: null,
  depth: 0,
  key: '',
  index: -1,
  isKept: true,
  inside: null,
});

/**
 * The same few pointers are made again for every run and every pass, and each is taken apart again. They are kept once:
 * making one is then a look-up by key, taking one apart a look-up by a text whose hash is known.
 */
const known = new Map<Pointer, Step>([['', document()]]);

/** The last pointer that was taken apart anew. */
let latest: Step = document();

function forget(): void {
  known.clear();
  known.set('', document());
}

const written = (pointer: Pointer, segment: string | number): Pointer =>
  typeof segment === 'number' || !(segment.includes('/') || segment.includes('~'))
    ? `${pointer}/${segment}`
    : `${pointer}/${escapeSegment(segment)}`;

const keepsInside = ({ isKept, inside }: Step): boolean =>
  isKept && (inside === null || inside.size < MOST_INSIDE);

function made(around: Step, segment: string | number, pointer = written(around.pointer, segment)): Step {
  const isKept = pointer.length <= LONGEST && keepsInside(around);
  const twin = isKept ? known.get(pointer) : undefined;
  const key = String(segment);
  const index = typeof segment === 'number' ? segment : INDEX.test(key) ? Number(key) : -1;
  const step = twin ?? { pointer, around, depth: around.depth + 1, key, index, isKept, inside: null };
  if (!isKept) return step;
  if (known.size >= MOST) forget();
  around.inside ??= new Map();
  around.inside.set(segment, step);
  if (!twin) known.set(pointer, step);
  return step;
}

const keyOf = (segment: string): string => (segment.includes('~') ? unescapeSegment(segment) : segment);

/** Takes apart what is not kept, from where the last such pointer and this one part: they mostly lie side by side. */
function apart(pointer: Pointer): Step {
  const last = latest.pointer;
  let same = 0;
  while (same < last.length && pointer.charCodeAt(same) === last.charCodeAt(same)) same += 1;
  let at = latest;
  const { length } = pointer;
  for (let end = last.length; end > same || (end < length && pointer.charCodeAt(end) !== SLASH); ) {
    at = at.around ?? at;
    end = at.pointer.length;
  }
  while (at.pointer.length < length) {
    const from = at.pointer.length + 1;
    const next = pointer.indexOf('/', from);
    const to = next < 0 ? length : next;
    const key = keyOf(pointer.slice(from, to));
    at = at.inside?.get(key) ?? made(at, key, pointer.slice(0, to));
  }
  latest = at;
  return at;
}

/** A pointer taken apart. */
export const stepOf = (pointer: Pointer): Step => known.get(pointer) ?? apart(pointer);

/** The pointer of a member or item of what a pointer names. */
export function childOf(pointer: Pointer, segment: string | number): Pointer {
  const around = known.get(pointer);
  if (!around) return written(pointer, segment);
  const step = around.inside?.get(segment);
  if (step) return step.pointer;
  return keepsInside(around) ? made(around, segment).pointer : written(pointer, segment);
}
