import type { RouteView } from '../../shared/contract/inspection.ts';
import { isWithin, type Pointer } from '../../shared/json/pointer.ts';

/** The top-level key of an incoming pointer as a pointer of its own: `/messages/0/role` → `/messages`. */
export function topOf(pointer: Pointer): Pointer {
  const end = pointer.indexOf('/', 1);
  return end < 0 ? pointer : pointer.slice(0, end);
}

/** Where in the body an incoming value went: pointers without those that lie below another. */
export function bodyTargets(view: RouteView, incoming: Pointer): readonly Pointer[] {
  const found = view.ledger.flatMap(({ from, to }) =>
    to?.part === 'body' && from.some((source) => isWithin(source, incoming) || isWithin(incoming, source))
      ? [to.pointer]
      : [],
  );
  const exact = view.ledger.flatMap(({ from, to }) =>
    to?.part === 'body' && from.some((source) => isWithin(source, incoming)) ? [to.pointer] : [],
  );
  return outermost(exact.length > 0 ? exact : found);
}

/** Drops pointers that lie below another one of the list, and doubles. */
export function outermost(pointers: readonly Pointer[]): readonly Pointer[] {
  const unique = [...new Set(pointers)];
  return unique.filter((pointer) => !unique.some((other) => other !== pointer && isWithin(pointer, other)));
}

/** The incoming values that the body value at `pointer` was made from, by the deepest ledger entry that covers it. */
export function incomingSources(view: RouteView, pointer: Pointer): readonly Pointer[] {
  let best: RouteView['ledger'][number] | null = null;
  let depth = -1;
  for (const entry of view.ledger) {
    if (entry.to?.part !== 'body' || !isWithin(pointer, entry.to.pointer)) continue;
    if (entry.to.pointer.length >= depth) {
      best = entry;
      depth = entry.to.pointer.length;
    }
  }
  return best?.from ?? [];
}
