import type { Fate } from '../../ledger/fate.ts';
import type { StageId } from '../../ledger/rule.ts';
import { type Rule, rule } from '../../ledger/rule.ts';

const TRANSFORM = 'LiteLLM converse_transformation';

/** Makes a rule of the Converse family; the id is `<stage>.converse.<name>`. */
export function converseRule(
  stage: StageId,
  name: string,
  fate: Fate,
  text: string,
  source: string = TRANSFORM,
): Rule {
  return rule({ id: `${stage}.converse.${name}`, stage, fate, text, source });
}

/** A rule of the build stage. */
export const built = (name: string, fate: Fate, text: string, source?: string): Rule =>
  converseRule('build', name, fate, text, source);

/** A rule of the map stage. */
export const mapped = (name: string, fate: Fate, text: string, source?: string): Rule =>
  converseRule('map', name, fate, text, source);
