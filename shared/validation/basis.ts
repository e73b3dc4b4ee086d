import { latest } from './evidence.ts';
import generated from './generated/records.json';
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

type Counts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
const RECORDS = new Map(Object.entries(generated as Counts));

/** The best that is on record of bodies that this generation, or its family, accepted in this way. */
function acceptedGrade(operation: Operation, model: ModelId): Grade {
  if (model.kind !== 'foundation') return 'inferred';
  const name = recordName(model.base);
  const grades = RECORDS.get(name ?? '')?.[GROUPS[operation] ?? ''] ?? {};
  if ((grades.recorded ?? 0) > 0) return 'recorded';
  if ((grades.quoted ?? 0) > 0) return 'quoted';
  return name === undefined ? 'inferred' : 'documented';
}

/**
 * What a verdict stands on: the evidence of the problem that refuses; for an acceptance what is on record
 * of the model, and nothing firmer than a likeness where a relative's rules were taken.
 */
export function basisOf(
  problems: readonly Problem[],
  operation: Operation,
  model: ModelId,
  nearest: string | null,
): Basis {
  const refusing = problems.find(({ severity }) => severity === 'error');
  const evidence = refusing && latest(refusing.evidence);
  if (evidence) return { grade: evidence.grade, date: evidence.date, nearest };
  return { grade: nearest === null ? acceptedGrade(operation, model) : 'inferred', date: null, nearest };
}
