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

const defined = new Map<string, Rule>();

const isSame = (a: Rule, b: Rule): boolean =>
  a.stage === b.stage && a.fate === b.fate && a.text === b.text && a.source === b.source;

/**
 * Makes a rule; its severity follows from the fate unless given. A rule that is made anew with every call (that of
 * a template which the call brings along) is the same rule each time. Throws where an id names two rules.
 */
export function rule(definition: Omit<Rule, 'severity'> & { readonly severity?: Severity }): Rule {
  const made: Rule = { severity: SEVERITY_OF_FATE[definition.fate], ...definition };
  const known = defined.get(made.id);
  if (!known) defined.set(made.id, made);
  else if (known.severity !== made.severity || !isSame(known, made))
    throw new Error(`The rule ${made.id} is defined twice.`);
  return known ?? made;
}

/** Makes rules of one stage and source; their ids are `<stage>.<within>.<name>`. */
export const rulesIn =
  (stage: StageId, within: string, source: string) =>
  (name: string, fate: Fate, text: string, severity?: Severity): Rule =>
    rule({ id: `${stage}.${within}.${name}`, stage, fate, text, source, ...(severity && { severity }) });
