import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, valueAt } from '../../json/pointer.ts';
import type { Rule } from './rule.ts';
import { rule } from './rule.ts';
import type { From, Origin, Target, Trace } from './trace.ts';

/**
 * One statement of the ledger. It speaks of whole subtrees: of everything below `from` in the
 * incoming request and below `to` in the outgoing one, unless a deeper entry says otherwise.
 */
export interface LedgerEntry {
  /** The incoming values; empty where the transform added the value itself. */
  readonly from: readonly Pointer[];
  /** Where it went; `null` where nothing was sent. */
  readonly to: Target | null;
  /** True where the outgoing subtree is the incoming one unchanged, so that leaves pair up one to one. */
  readonly exact: boolean;
  readonly rule: Rule;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
}

const UNEXPLAINED = rule({
  id: 'build.unexplained',
  stage: 'build',
  fate: 'added',
  severity: 'warning',
  text: 'Strata does not know where this value is from; please report it.',
  source: 'Strata',
});

const asList = (from: From): readonly Pointer[] =>
  from === null ? [] : typeof from === 'string' ? [from] : from;

/**
 * Reads the ledger off a finished body: one entry wherever the origin changes on the way down,
 * then the notes on what was not sent. Neither request nor body is changed.
 */
export function readLedger(request: JsonObject, body: JsonObject | null, trace: Trace): Ledger {
  const entries: LedgerEntry[] = [];

  const emit = (value: Json, pointer: Pointer, origin: Origin): void => {
    const from = asList(origin.from);
    const only = from.length === 1 ? from[0] : undefined;
    entries.push({
      from,
      to: { part: 'body', pointer },
      exact: only !== undefined && valueAt(request, only) === value,
      rule: origin.rule,
    });
  };

  const walk = (value: Json, pointer: Pointer, inherited: Origin | undefined): void => {
    if (isArray(value)) value.forEach((item, i) => void visit(value, i, item, child(pointer, i), inherited));
    else if (isObject(value)) {
      for (const key of Object.keys(value))
        visit(value, key, value[key] as Json, child(pointer, key), inherited);
    }
  };

  const visit = (
    container: object,
    key: string | number,
    value: Json,
    pointer: Pointer,
    inherited: Origin | undefined,
  ): void => {
    const isContainer = typeof value === 'object' && value !== null;
    const own = trace.memberOf(container, key) ?? (isContainer ? trace.wholeOf(value as object) : undefined);
    const origin = own ?? inherited;
    if (own && own !== inherited) emit(value, pointer, own);
    else if (!origin && !(isContainer && Object.keys(value as object).length > 0)) {
      emit(value, pointer, { from: null, rule: UNEXPLAINED });
    }
    walk(value, pointer, origin);
  };

  if (body) walk(body, '', trace.wholeOf(body));
  for (const note of trace.notes) {
    entries.push({ from: [note.from], to: note.to, exact: false, rule: note.rule });
  }
  return { entries };
}
