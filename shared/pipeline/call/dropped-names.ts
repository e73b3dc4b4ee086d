import { isArray, type JsonObject } from '../../json/json.ts';
import { rule } from '../ledger/rule.ts';

/** Why a value is not sent that the caller wants left out. */
export const ON_REQUEST = rule({
  id: 'map.additional-drop-params',
  stage: 'map',
  fate: 'dropped',
  severity: 'info',
  text: 'Not sent because additional_drop_params names it.',
  source: 'LiteLLM get_optional_params',
});

/** The parameters that the caller wants left out, by name or by path. */
export function droppedNames({ additional_drop_params: names }: JsonObject): readonly string[] {
  return isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}
