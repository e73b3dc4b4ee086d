import type { Fate } from './fate.ts';

/** The stages of the way of a request, in order. The pipeline's own are `parse` to `build`. */
export const STAGES = ['parse', 'route', 'map', 'filter', 'build', 'validate', 'sign', 'send'] as const;
export type StageId = (typeof STAGES)[number];

/** How much a person should care: an `error` will be refused, a `warning` is a loss or a risk. */
export type Severity = 'info' | 'warning' | 'error';

/** Why a value went where it went. Rules are constants; ledger entries refer to them. */
export interface Rule {
  /** Stable and unique: `stage.subject`, for example `map.stop-to-stop_sequences`. */
  readonly id: string;
  readonly stage: StageId;
  readonly fate: Fate;
  /** One plain sentence that a person who does not know LiteLLM's code understands. */
  readonly text: string;
  /** Where the rule is known from: a LiteLLM release, an issue or pull request, an AWS page. */
  readonly source: string;
  readonly severity: Severity;
}

const SEVERITY_OF_FATE: Readonly<Record<Fate, Severity>> = {
  kept: 'info',
  renamed: 'info',
  mapped: 'info',
  moved: 'info',
  consumed: 'info',
  dropped: 'warning',
  refused: 'error',
  leaked: 'error',
  added: 'info',
};

const defined = new Set<string>();

/**
 * Makes a rule; its severity follows from the fate unless given. Rules are made once, where modules
 * are loaded: throws where an id is defined a second time.
 */
export function rule(definition: Omit<Rule, 'severity'> & { readonly severity?: Severity }): Rule {
  if (defined.has(definition.id)) throw new Error(`The rule ${definition.id} is defined twice.`);
  defined.add(definition.id);
  return { severity: SEVERITY_OF_FATE[definition.fate], ...definition };
}
