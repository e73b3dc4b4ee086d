import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import { FATE_PRECEDENCE, type Fate } from './fate.ts';
import { leafFates } from './leaves.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { Rule } from './rule.ts';
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

const targetKey = (target: Target): string =>
  target.part === 'body' ? target.pointer : target.part === 'path' ? 'path' : `header ${target.name}`;

/** Keeps the outermost of places that lie in each other. */
function outermost(targets: readonly Target[]): readonly Target[] {
  const unique = [...new Map(targets.map((target) => [targetKey(target), target])).values()];
  const pointers = unique.flatMap((target) => (target.part === 'body' ? [target.pointer] : []));
  const held = new Set(pointers);
  const inside = (pointer: Pointer): boolean => {
    const steps = segments(pointer);
    let at = '';
    for (const step of steps.slice(0, -1)) {
      at = child(at, step);
      if (held.has(at)) return true;
    }
    return false;
  };
  return unique.filter((target) => target.part !== 'body' || !inside(target.pointer));
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
    targets: outermost(entries.flatMap(({ to }) => (to ? [to] : []))),
    rule: leading.rule,
  };
}

/**
 * One row per top-level key of the request, in request order, then one per value that the
 * transform added by itself (`fate` added), in body order.
 */
export function paramOutcomes(request: JsonObject, ledger: Ledger): readonly ParamOutcome[] {
  const gathered = new Map<string, Gathered>(
    Object.keys(request).map((key) => [key, { counts: new Map(), entries: [] }]),
  );
  for (const [leaf, entry] of leafFates(request, ledger)) {
    const counts = gathered.get(segments(leaf)[0] ?? '')?.counts;
    counts?.set(entry.rule.fate, (counts.get(entry.rule.fate) ?? 0) + 1);
  }
  for (const entry of ledger.entries) {
    const keys = new Set(entry.from.map((from) => segments(from)[0] ?? ''));
    for (const key of keys) gathered.get(key)?.entries.push(entry);
  }
  const given = [...gathered].flatMap(([key, found]) => outcome(child('', key), key, found) ?? []);
  const added = ledger.entries.flatMap((entry) => {
    if (entry.rule.fate !== 'added' || entry.from.length > 0 || entry.to?.part !== 'body') return [];
    const { pointer } = entry.to;
    const counts = new Map<Fate, number>([[entry.rule.fate, 1]]);
    return outcome(pointer, segments(pointer).join('.'), { counts, entries: [entry] }) ?? [];
  });
  return [...given, ...added];
}
