import { create } from 'zustand';
import type { HeldDecision } from '../../shared/capture/rule.ts';
import { selectRow } from './acts.ts';
import { readHeaders } from './header-lines.ts';
import { decide } from './rules.ts';
import { useLive } from './store.ts';

/** What was typed over a held call; members that say what the call says are missing. */
export interface HeldEdit {
  readonly body?: string | undefined;
  readonly model?: string | undefined;
  /** As lines, one a header. */
  readonly headers?: string | undefined;
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

export const isEdited = (edit: HeldEdit | undefined): boolean =>
  edit !== undefined && (edit.body ?? edit.model ?? edit.headers) !== undefined;

/** How a held call goes on: as it was edited. Null where a line of its headers is none. */
function asEdited({ body, model, headers }: HeldEdit): HeldDecision | null {
  const read = headers === undefined ? null : readHeaders(headers);
  if (read && !read.ok) return null;
  return { kind: 'continue', bodyText: body ?? null, model: model ?? null, headers: read?.headers ?? null };
}

/** Lets a held call go on as it was edited, or as it is. Where its headers are none it is shown, which says so. */
export function goOn(id: string): void {
  const decision = asEdited(useHeldEdits.getState().byId[id] ?? {});
  if (decision) void decide(id, decision);
  else selectRow(id);
}

/** The same with the call that has waited longest. */
export function continueFirst(): void {
  const [first] = useLive.getState().capture?.held ?? [];
  if (first) goOn(first.id);
}
