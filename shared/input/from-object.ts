import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { NOTHING_CARRIED } from './carried.ts';
import { dialectOf, formOf } from './dialect.ts';
import { FORMS, type FormChoice, type FormId } from './forms.ts';
import type { ReadResult } from './read-result.ts';
import type { InputProblem } from './text-range.ts';

const isForm = (value: Json | undefined): value is FormId =>
  typeof value === 'string' && Object.hasOwn(FORMS, value);

/** `{"api": …, "request": {…}}`: a line of a batch file. */
function unwrapBatchLine(value: JsonObject): { readonly form: FormId; readonly request: JsonObject } | null {
  const { api, request } = value;
  return isForm(api) && isObject(request) ? { form: api, request } : null;
}

/** A request that is JSON already, or a line of a batch file. Without the readers of code, which are large. */
export function fromObject(
  value: JsonObject,
  choice: FormChoice,
  warnings: readonly InputProblem[],
): ReadResult {
  const line = unwrapBatchLine(value);
  const request = line?.request ?? value;
  const place = line && ({ form: line.form, by: 'place', sign: 'its line says so' } as const);
  const recognised = formOf(request, choice, place);
  const { form } = recognised;
  return {
    ok: true,
    dialect: dialectOf(form, request),
    api: FORMS[form].api,
    recognised,
    request,
    asTyped: line === null,
    carried: NOTHING_CARRIED,
    warnings,
  };
}
