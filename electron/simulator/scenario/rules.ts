import { literally } from '../../../shared/text/literally.ts';
import type { Operation } from '../../../shared/validation/problem.ts';
import type { Scenario, ScenarioRule } from './scenario.ts';

const fits = ({ match }: ScenarioRule, operation: Operation, modelId: string): boolean => {
  if (match.operation && !match.operation.includes(operation)) return false;
  if (match.model === undefined) return true;
  const pattern = match.model.split('*').map(literally).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(modelId);
};

/** The rules of a scenario with the count of the requests that each has met. */
export class RuleBook {
  readonly #rules: readonly ScenarioRule[];
  readonly #met: number[];

  constructor(scenario: Scenario) {
    this.#rules = scenario.rules;
    this.#met = scenario.rules.map(() => 0);
  }

  /** The first rule that treats this request, or null; counts the request on every rule that it fits. */
  take(operation: Operation, modelId: string): ScenarioRule | null {
    let taken: ScenarioRule | null = null;
    this.#rules.forEach((rule, i) => {
      if (!fits(rule, operation, modelId)) return;
      const before = this.#met[i] ?? 0;
      this.#met[i] = before + 1;
      const active = before >= rule.skip && (rule.times === null || before < rule.skip + rule.times);
      if (active) taken ??= rule;
    });
    return taken;
  }
}
