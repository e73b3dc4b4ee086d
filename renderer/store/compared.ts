import { create } from 'zustand';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { chooseProfile, chooseRoute } from './request.ts';

/** One side of a comparison. */
export interface ComparedSide {
  readonly view: RouteView;
  readonly profile: ProfileId;
}

interface ComparedState {
  /** The two sides on the screen; null while nothing is compared. */
  readonly sides: readonly [ComparedSide, ComparedSide] | null;
  /** The side that stage strip and status bar speak of. */
  readonly focus: 0 | 1;
}

export const useCompared = create<ComparedState>(() => ({ sides: null, focus: 0 }));

/** Lets stage strip and status bar speak of one side. */
export const focusSide = (focus: 0 | 1): void => useCompared.setState({ focus });

/**
 * Leaves the comparison, if there is one, for a side of it as a request of its own: whoever asks for a part of the
 * request wants to see it. `refused` leaves for a side that Bedrock refuses, where the one in focus is none.
 */
export function leaveComparison(refused = false): void {
  const { sides, focus } = useCompared.getState();
  if (!sides) return;
  const own = sides[focus];
  const isRefused = ({ view }: ComparedSide): boolean => (view.verdict?.problems.length ?? 0) > 0;
  const side = refused && !isRefused(own) ? (sides.find(isRefused) ?? own) : own;
  chooseProfile(side.profile);
  chooseRoute(side.view.route ?? 'auto');
}
