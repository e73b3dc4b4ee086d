import type { LedgerRow, ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { isWithin, type Pointer } from '../../shared/json/pointer.ts';
import { type Fate, speakers } from '../../shared/pipeline/ledger/fate.ts';
import type { Rule } from '../../shared/pipeline/ledger/rule.ts';

/** A value inside a parameter that did not go along with the rest of it. */
export interface Notable {
  readonly pointer: Pointer;
  readonly rule: Rule;
}

/** What a person wants to know of values inside, the worst first. */
const NOTABLE: readonly Fate[] = ['leaked', 'refused', 'dropped', 'consumed'];

/** The values below a parameter of the request that leaked, were refused, or are not sent, the worst first. */
export function notableInside(view: RouteView, row: ParamRow): readonly Notable[] {
  if (row.fate === 'added') return [];
  const ruleOf = (said: LedgerRow): Rule | undefined => view.rules[said.rule];
  const rank = ({ rule }: Notable): number => NOTABLE.indexOf(rule.fate);
  return [...speakers(view.ledger, (said) => ruleOf(said)?.fate)]
    .flatMap(([pointer, said]) => {
      const rule = ruleOf(said);
      const isInside = pointer !== row.pointer && isWithin(pointer, row.pointer);
      return rule && isInside ? [{ pointer, rule }] : [];
    })
    .filter((one) => rank(one) >= 0)
    .sort((a, b) => rank(a) - rank(b));
}
