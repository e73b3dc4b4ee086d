import { isArray, isObject, type Json } from '../../../json/json.ts';
import type { Rule } from '../../ledger/rule.ts';
import type { From, Trace } from '../../ledger/trace.ts';

const pointersOf = (from: From | undefined): readonly string[] =>
  from === null || from === undefined ? [] : typeof from === 'string' ? [from] : from;

/** Notes every incoming value of a member that is built but not sent, by what the trace knows of it. */
export function notesOf(container: object, key: string | number, why: Rule, trace: Trace): void {
  const noted = new Set<string>();
  const note = (from: From | undefined): void => {
    for (const pointer of pointersOf(from)) {
      if (!noted.has(pointer)) trace.note(pointer, why);
      noted.add(pointer);
    }
  };
  const visit = (holder: object, name: string | number, value: Json): void => {
    note(trace.memberOf(holder, name)?.from);
    if (typeof value !== 'object' || value === null) return;
    note(trace.wholeOf(value)?.from);
    if (isArray(value)) value.forEach((item, i) => void visit(value, i, item));
    else if (isObject(value)) for (const [inner, item] of Object.entries(value)) visit(value, inner, item);
  };
  note(trace.wholeOf(container)?.from);
  visit(container, key, (container as Record<string | number, Json>)[key] as Json);
}
