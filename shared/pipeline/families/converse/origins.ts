import type { Pointer } from '../../../json/pointer.ts';
import type { Rule } from '../../ledger/rule.ts';
import type { From, Trace } from '../../ledger/trace.ts';

const pointers = (from: From | undefined): readonly Pointer[] =>
  from === null || from === undefined ? [] : typeof from === 'string' ? [from] : from;

/** Notes the incoming values of a container that was made but is not sent after all. */
export function noteOrigin(container: object, why: Rule, trace: Trace): void {
  for (const pointer of pointers(trace.wholeOf(container)?.from)) trace.note(pointer, why);
}

/** The (first) incoming value a container was made from. */
export const pointerOf = (container: object, trace: Trace): Pointer =>
  pointers(trace.wholeOf(container)?.from)[0] ?? '';
