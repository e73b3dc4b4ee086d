import type { ParamRow } from '../../shared/contract/inspection.ts';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { valueAt } from '../../shared/json/pointer.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';
import { paramOutcomes } from '../../shared/pipeline/ledger/outcomes.ts';
import { preview } from './preview.ts';

/** The parameter table: every top-level key of the request, then what the transform added. */
export function paramRows(request: JsonObject, body: JsonObject | null, ledger: Ledger): readonly ParamRow[] {
  return paramOutcomes(request, ledger).map((outcome) => {
    const document: Json = outcome.fate === 'added' ? body : request;
    return {
      ...outcome,
      preview: preview(valueAt(document, outcome.pointer) ?? null),
      severity: outcome.rule.severity,
    };
  });
}
