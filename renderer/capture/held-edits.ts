import { create } from 'zustand';
import type { HeldDecision } from '../../shared/capture/rule.ts';
import { selectRow } from './acts.ts';
import { readHeaders } from './header-lines.ts';
import { decide, releaseAll } from './rules.ts';
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

/**
 * How a held call goes on: as it was edited. Null where it cannot: a line of its headers is none, or its model was
 * emptied. Blanks around a model came with it from where it was copied.
 */
export function asEdited({ body, model, headers }: HeldEdit): HeldDecision | null {
  const read = headers === undefined ? null : readHeaders(headers);
  const named = model?.trim();
  if ((read && !read.ok) || named === '') return null;
  return { kind: 'continue', bodyText: body ?? null, model: named ?? null, headers: read?.headers ?? null };
}

/** Lets a held call go on as it was edited, or as it is. Where it cannot go on so it is shown, which says why. */
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

/**
 * Lets every held call go on, those that were edited as they were edited. Where one cannot go on so, none does: it is
 * shown, which says why.
 */
export async function continueAll(): Promise<void> {
  const { byId } = useHeldEdits.getState();
  const held = useLive.getState().capture?.held ?? [];
  const edited = held.flatMap(({ id }) => {
    const edit = byId[id];
    return edit && isEdited(edit) ? [{ id, decision: asEdited(edit) }] : [];
  });
  const broken = edited.find(({ decision }) => decision === null);
  if (broken) return selectRow(broken.id);
  await Promise.all(edited.map(({ id, decision }) => decision && decide(id, decision)));
  await releaseAll();
}
