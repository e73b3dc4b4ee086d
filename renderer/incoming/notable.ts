import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { isWithin, type Pointer } from '../../shared/json/pointer.ts';
import { FATE_PRECEDENCE, type Fate } from '../../shared/pipeline/ledger/fate.ts';
import type { Rule } from '../../shared/pipeline/ledger/rule.ts';

/** A value inside a parameter that did not go along with the rest of it. */
export interface Notable {
  readonly pointer: Pointer;
  readonly rule: Rule;
}

/** What a person wants to know of values inside, the worst first. */
const NOTABLE: readonly Fate[] = ['leaked', 'refused', 'dropped', 'consumed'];

const precedence = ({ fate }: Rule): number => FATE_PRECEDENCE.indexOf(fate);

/** The values below a parameter of the request that leaked, were refused, or are not sent, the worst first. */
export function notableInside(view: RouteView, row: ParamRow): readonly Notable[] {
  if (row.fate === 'added') return [];
  const spoken = new Map<Pointer, Rule>();
  for (const { from, rule: index } of view.ledger) {
    const rule = view.rules[index];
    for (const pointer of rule ? from : []) {
      if (pointer === row.pointer || !isWithin(pointer, row.pointer)) continue;
      const known = spoken.get(pointer);
      if (rule && (!known || precedence(rule) < precedence(known))) spoken.set(pointer, rule);
    }
  }
  const rank = ({ rule }: Notable): number => NOTABLE.indexOf(rule.fate);
  return [...spoken]
    .map(([pointer, rule]) => ({ pointer, rule }))
    .filter((one) => rank(one) >= 0)
    .sort((a, b) => rank(a) - rank(b));
}
