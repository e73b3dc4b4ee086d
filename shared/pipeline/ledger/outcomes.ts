import type { JsonObject } from '../../json/json.ts';
import { child, isWithin, type Pointer, parent, segments } from '../../json/pointer.ts';
import { unescapeSegment } from '../../json/steps.ts';
import type { Ledger, LedgerEntry } from './entry.ts';
import { FATE_PRECEDENCE, type Fate } from './fate.ts';
import type { Rule } from './rule.ts';
import { eachSpokenLeaf } from './spoken.ts';
import type { Target } from './trace.ts';

/** What became of one top-level key of the request, or where one added value is from. */
export interface ParamOutcome {
  /** Pointer in the incoming request; for added values the pointer in the body. */
  readonly pointer: Pointer;
  readonly key: string;
  /** The strongest fate among its leaves. */
  readonly fate: Fate;
  /** How many leaves met which fate. */
  readonly leaves: Readonly<Partial<Record<Fate, number>>>;
  /** Where its values went, outermost places first, each once. */
  readonly targets: readonly Target[];
  /** The rule behind the strongest fate. */
  readonly rule: Rule;
}

/** A value of the request that is lost without an error, at the outermost place that its rule names. */
export interface LostValue {
  readonly pointer: Pointer;
  readonly rule: Rule;
}

export interface Outcomes {
  /**
   * One row per top-level key of the request, in request order, then one per value that the transform added by itself
   * (`fate` added), in body order.
   */
  readonly params: readonly ParamOutcome[];
  /** So many rows more than were asked for there would be. */
  readonly left: number;
  /** Silent losses, in request order; the first five thousand. */
  readonly losses: readonly LostValue[];
}

const targetKey = (target: Target): string =>
  target.part === 'body' ? target.pointer : target.part === 'path' ? 'path' : `header ${target.name}`;

/** Keeps the outermost of places that lie in each other, each once. */
function outermost(entries: readonly LedgerEntry[]): readonly Target[] {
  const unique = new Map<string, Target>();
  const held = new Set<Pointer>();
  let last: Pointer | null = null;
  for (const { to } of entries) {
    if (!to) continue;
    if (to.part === 'body') {
      // What is inside a place follows it.
      if (last !== null && isWithin(to.pointer, last)) continue;
      last = to.pointer;
      held.add(last);
    }
    unique.set(targetKey(to), to);
  }
  const isCovered = (holder: Pointer | undefined): boolean =>
    holder !== undefined && holder !== '' && (held.has(holder) || isCovered(parent(holder)));
  if (unique.size < 2) return [...unique.values()];
  return [...unique.values()].filter(
    (target) => target.part !== 'body' || !isCovered(parent(target.pointer)),
  );
}

interface Gathered {
  readonly counts: Map<Fate, number>;
  readonly entries: LedgerEntry[];
}

function outcome(pointer: Pointer, key: string, { counts, entries }: Gathered): ParamOutcome | null {
  const fate = FATE_PRECEDENCE.find((candidate) => counts.has(candidate));
  const leading = entries.find((entry) => entry.rule.fate === fate);
  if (!fate || !leading) return null;
  return {
    pointer,
    key,
    fate,
    leaves: Object.fromEntries(counts),
    targets: outermost(entries),
    rule: leading.rule,
  };
}

/** The top-level key that a pointer leads through. */
function topOf(pointer: Pointer): string {
  const end = pointer.indexOf('/', 1);
  const segment = pointer.slice(1, end < 0 ? undefined : end);
  return segment.includes('~') ? unescapeSegment(segment) : segment;
}

/** Gives each entry to what is gathered for the top-level keys that it speaks of. */
function deal(entries: readonly LedgerEntry[], gathered: ReadonlyMap<string, Gathered>): void {
  // Neighbours mostly speak of the same key.
  let place: Pointer | null = null;
  let last: Gathered | undefined;
  for (const entry of entries) {
    const [only] = entry.from;
    if (only === undefined || entry.from.length > 1) {
      for (const key of new Set(entry.from.map(topOf))) gathered.get(key)?.entries.push(entry);
      continue;
    }
    if (place === null || !isWithin(only, place)) {
      const key = topOf(only);
      place = child('', key);
      last = gathered.get(key);
    }
    last?.entries.push(entry);
  }
}

/** More losses than this nobody reads. */
const MOST_LOSSES = 5000;

const isLoss = ({ fate, severity }: Rule): boolean => fate === 'dropped' && severity !== 'info';

/**
 * Everything that became of a request, in one walk over it.
 * @param most how many rows of parameters are wanted: of the others only their number is told
 */
export function outcomesOf(request: JsonObject, ledger: Ledger, most = Number.POSITIVE_INFINITY): Outcomes {
  const { entries } = ledger;
  const gathered = new Map<string, Gathered>(
    Object.keys(request)
      .slice(0, most)
      .map((key) => [key, { counts: new Map(), entries: [] }]),
  );
  const others = new Set<string>();
  const lost = new Map<Pointer, Rule>();
  eachSpokenLeaf(request, ledger, ({ from, rule }, way) => {
    const counts = gathered.get(way.top)?.counts;
    if (counts) counts.set(rule.fate, (counts.get(rule.fate) ?? 0) + 1);
    else others.add(way.top);
    if (!isLoss(rule) || lost.size >= MOST_LOSSES) return;
    const leaf = way.pointer;
    const pointer = from.find((place) => isWithin(leaf, place)) ?? leaf;
    if (!lost.has(pointer)) lost.set(pointer, rule);
  });
  deal(entries, gathered);
  const given = [...gathered].flatMap(([key, found]) => outcome(child('', key), key, found) ?? []);
  let left = others.size;
  let room = most - given.length - left;
  const added = entries.flatMap((entry) => {
    if (entry.rule.fate !== 'added' || entry.from.length > 0 || entry.to?.part !== 'body') return [];
    if (room-- <= 0) {
      left += 1;
      return [];
    }
    const { pointer } = entry.to;
    const counts = new Map<Fate, number>([[entry.rule.fate, 1]]);
    return outcome(pointer, segments(pointer).join('.'), { counts, entries: [entry] }) ?? [];
  });
  return {
    params: [...given, ...added],
    left,
    losses: [...lost].map(([pointer, rule]) => ({ pointer, rule })),
  };
}

/** The strongest fate among the leaves of one top-level key; undefined where the request lacks it. */
export function fateOfKey(request: JsonObject, ledger: Ledger, key: string): Fate | undefined {
  const fates = new Set<Fate>();
  eachSpokenLeaf(request, ledger, ({ rule }) => void fates.add(rule.fate), key);
  return FATE_PRECEDENCE.find((fate) => fates.has(fate));
}

/** What became of each parameter (see `Outcomes`). */
export const paramOutcomes = (request: JsonObject, ledger: Ledger): readonly ParamOutcome[] =>
  outcomesOf(request, ledger).params;
