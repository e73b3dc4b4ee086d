import type { JsonObject } from '../../shared/json/json.ts';
import { parent, segments } from '../../shared/json/pointer.ts';
import { inheritTexts } from '../../shared/json/texts.ts';
import type { Ledger } from '../../shared/pipeline/ledger/entry.ts';
import { statementsOf } from '../../shared/pipeline/ledger/lazy-ledger.ts';
import type { Rule } from '../../shared/pipeline/ledger/rule.ts';
import { spokenMember } from '../../shared/pipeline/ledger/statements.ts';
import type { Candidate } from './try-fixes.ts';

/**
 * A request without the parameters that leak as those do which candidates leave out, and of which no candidate speaks.
 * What leaks goes into the body as it is, each by itself, so that whether a candidate helps is the same without the
 * others: of forty thousand unknown keys a thousand are told, and only those are worked out again.
 */
export function thinned(
  request: JsonObject,
  ledger: Ledger,
  candidates: readonly Pick<Candidate, 'edit'>[],
): JsonObject {
  const { root } = statementsOf(request, ledger);
  const leakOf = (key: string): Rule | undefined => {
    const rule = spokenMember(root, key)?.said?.rule;
    return rule?.fate === 'leaked' ? rule : undefined;
  };
  const told = new Set<string>();
  const leaks = new Set<Rule>();
  for (const { edit } of candidates) {
    const [key] = parent(edit.pointer) === '' ? segments(edit.pointer) : [];
    if (key === undefined) continue;
    told.add(key);
    const leak = edit.kind === 'drop' ? leakOf(key) : undefined;
    if (leak) leaks.add(leak);
  }
  const kept = Object.entries(request).filter(([key]) => {
    const leak = leakOf(key);
    return leak === undefined || !leaks.has(leak) || told.has(key);
  });
  return inheritTexts(Object.fromEntries(kept), request);
}
