import { latest } from './evidence.ts';
import generated from './generated/records.json';
import { rowOn } from './models/capabilities/as-of.ts';
import type { Capabilities } from './models/capabilities/capability.ts';
import { capabilitiesOf } from './models/capabilities/index.ts';
import { lifeOf } from './models/lifecycle.ts';
import type { ModelId } from './models/model-id.ts';
import { recordName } from './models/record-name.ts';
import type { Basis, Grade, Operation, Problem } from './problem.ts';

/** Ways to call a model, as the records are counted by. */
const GROUPS: Readonly<Partial<Record<Operation, string>>> = {
  InvokeModel: 'invoke',
  InvokeModelWithResponseStream: 'invoke',
  Converse: 'converse',
  ConverseStream: 'converse',
  CountTokens: 'count',
};

/** How many bodies of each grade were accepted, and when the last of them was. */
type Records = Readonly<Record<string, number>> | { readonly last: string };
const RECORDS = new Map(
  Object.entries(generated as Readonly<Record<string, Readonly<Record<string, Records>>>>),
);

interface Acceptance {
  readonly grade: Grade;
  readonly date: string | null;
}

/** The best that is on record of bodies that this generation, or its family, accepted in this way. */
function acceptance(operation: Operation, model: ModelId): Acceptance {
  if (model.kind !== 'foundation') return { grade: 'inferred', date: null };
  const name = recordName(model.base);
  const records = RECORDS.get(name ?? '')?.[GROUPS[operation] ?? ''] ?? {};
  const date = 'last' in records && typeof records.last === 'string' ? records.last : null;
  if ('recorded' in records) return { grade: 'recorded', date };
  if ('quoted' in records) return { grade: 'quoted', date };
  return { grade: name === undefined ? 'inferred' : 'documented', date: null };
}

const changes = new WeakMap<Partial<Capabilities>, string>();

/** The last change of what a row says, `YYYY-MM-DD`; the empty text where it never changed. */
function lastChange(row: Partial<Capabilities>): string {
  const known = changes.get(row);
  if (known !== undefined) return known;
  let last = '';
  for (const cell of Object.values(row))
    if (typeof cell === 'object' && 'since' in cell && cell.since !== undefined && cell.since > last)
      last = cell.since;
  changes.set(row, last);
  return last;
}

/** The last change of what the model takes, where it is younger than a day. */
function changeAfter(date: string | null, row: Partial<Capabilities>): string | null {
  if (date === null) return null;
  const last = lastChange(row);
  return last > date ? last : null;
}

/**
 * What a verdict stands on: the evidence of the problem that refuses; for an acceptance what is on record
 * of the model, and nothing firmer than a likeness where a relative's rules were taken.
 * @param asOf the day to judge by, `YYYY-MM-DD`, or null
 */
export function basisOf(
  problems: readonly Problem[],
  operation: Operation,
  model: ModelId,
  nearest: string | null,
  asOf: string | null,
): Basis {
  const base = model.kind === 'foundation' ? model.base : '';
  const life = lifeOf(base, asOf);
  const refusing = problems.find(({ severity }) => severity === 'error');
  const evidence = refusing && latest(refusing.evidence);
  if (evidence) return { grade: evidence.grade, date: evidence.date, nearest, olderThan: null, life };
  if (nearest !== null) return { grade: 'inferred', date: null, nearest, olderThan: null, life };
  const { grade, date } = acceptance(operation, model);
  const row = capabilitiesOf(base)?.row;
  return { grade, date, nearest, olderThan: changeAfter(date, row ? rowOn(row, asOf) : {}), life };
}
