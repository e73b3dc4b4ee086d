import { create } from 'zustand';
import { useLive } from './store.ts';

/** What was typed over a held call; members that were not touched are missing. */
export interface HeldEdit {
  readonly body?: string;
  readonly model?: string;
  /** As lines, one a header. */
  readonly headers?: string;
}

/** Edits of held calls by the call's id: they outlive the panel, which shows one call at a time. */
export const useHeldEdits = create<{ readonly byId: Readonly<Record<string, HeldEdit>> }>()(() => ({
  byId: {},
}));

/** Keeps part of an edit while its call is held; edits of calls that went on are forgotten. */
export function keepEdit(id: string, part: HeldEdit): void {
  const held = new Set((useLive.getState().capture?.held ?? []).map((call) => call.id));
  const { byId } = useHeldEdits.getState();
  const waiting = Object.entries(byId).filter(([other]) => held.has(other));
  useHeldEdits.setState({ byId: { ...Object.fromEntries(waiting), [id]: { ...byId[id], ...part } } });
}
