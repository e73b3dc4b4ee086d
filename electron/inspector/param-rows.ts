import type { ParamRow } from '../../shared/contract/inspection.ts';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { valueAt } from '../../shared/json/pointer.ts';
import type { ParamOutcome } from '../../shared/pipeline/ledger/outcomes.ts';
import { preview } from './preview.ts';

/** Outcomes as rows of the parameter table; what the transform added is looked up in the body. */
export function paramRows(
  request: JsonObject,
  body: JsonObject | null,
  outcomes: readonly ParamOutcome[],
): readonly ParamRow[] {
  return outcomes.map((outcome) => {
    const document: Json = outcome.fate === 'added' ? body : request;
    return {
      ...outcome,
      preview: preview(valueAt(document, outcome.pointer) ?? null),
      severity: outcome.rule.severity,
    };
  });
}
