import type { JsonObject } from '../../../shared/json/json.ts';
import { anthropic } from './anthropic.ts';
import type { Family } from './family.ts';

const FAMILIES: readonly Family[] = [anthropic];

/** The family that answers for a model id on the invoke route. */
export function familyFor(_modelId: string, _body: JsonObject): Family {
  return FAMILIES[0] as Family;
}
