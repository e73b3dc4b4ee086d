import { create } from 'zustand';
import { recall, remember, storage } from '../store/remembered.ts';

const AREA = storage('local');
const KEY = 'strata.conversations';
const isSwitch = (value: unknown): value is boolean => typeof value === 'boolean';

/** Whether the calls of a conversation are listed as one, in this session's list and in the history. */
export const useGrouping = create<{ readonly grouped: boolean }>(() => ({
  grouped: recall<boolean>(AREA, KEY, true, isSwitch),
}));

export function groupConversations(grouped: boolean): void {
  remember(AREA, KEY, grouped);
  useGrouping.setState({ grouped });
}
