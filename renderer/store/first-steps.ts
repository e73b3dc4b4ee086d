import { create } from 'zustand';
import { recall, remember, storage } from './remembered.ts';

const KEY = 'strata.hint';
const AREA = storage('local');
const isSeen = (value: unknown): value is boolean => typeof value === 'boolean';

/** Whether the first steps were put away. */
export const useFirstSteps = create<{ readonly seen: boolean }>(() => ({
  seen: recall<boolean>(AREA, KEY, false, isSeen),
}));

export function showFirstSteps(shown: boolean): void {
  remember(AREA, KEY, !shown);
  useFirstSteps.setState({ seen: !shown });
}
