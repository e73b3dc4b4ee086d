import { create } from 'zustand';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';

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
