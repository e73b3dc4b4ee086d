import type { Loss } from '../../shared/contract/inspection.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { isWithin, type Pointer } from '../../shared/json/pointer.ts';
import { leafFates } from '../../shared/pipeline/ledger/leaves.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';
import type { Rule } from '../../shared/pipeline/ledger/rule.ts';

/**
 * The values of a sent request that are lost without an error, each at the outermost place its rule names, in request
 * order. `rules` are those that a loss refers to by index.
 */
export function lossesOf(request: JsonObject, ledger: Ledger, rules: readonly Rule[]): readonly Loss[] {
  const found = new Map<Pointer, number>();
  for (const [leaf, { from, rule }] of leafFates(request, ledger)) {
    if (rule.fate !== 'dropped' || rule.severity === 'info') continue;
    const pointer = from.find((place) => isWithin(leaf, place)) ?? leaf;
    if (!found.has(pointer)) found.set(pointer, rules.indexOf(rule));
  }
  return [...found].map(([pointer, rule]) => ({ pointer, rule }));
}
