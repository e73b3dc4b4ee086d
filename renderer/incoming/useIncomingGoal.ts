import { useMemo } from 'react';
import type { Pointer } from '../../shared/json/pointer.ts';
import { incomingSources } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { useLink } from '../store/link.ts';

/** A value of the incoming request that the user wants to see; each new `call` goes there again. */
export interface IncomingGoal {
  readonly call: number;
  readonly pointer: Pointer;
}

/** Where the user wants to go, as a place of the incoming request: of a value of the body the one that it was made from. */
export function useIncomingGoal(): IncomingGoal | null {
  const goal = useLink((state) => state.goal);
  const view = useRouteView();
  // A new result is no new way to go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => {
    if (!goal) return null;
    const pointer = goal.side === 'incoming' ? goal.pointer : view && incomingSources(view, goal.pointer)[0];
    return pointer ? { call: goal.call, pointer } : null;
  }, [goal]);
}
