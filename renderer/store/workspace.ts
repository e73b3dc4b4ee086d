import { create } from 'zustand';
import type { Draft, Opened, Tab, WorkspaceState } from '../../shared/contract/workspace.ts';
import type { Client } from '../client.ts';
import { useConnection } from './connection.ts';
import { inTurn } from './in-turn.ts';
import { editedSince, isAsking, useInspection } from './inspection.ts';
import { notify } from './notices.ts';
import { choicesNow, draftOf, showDraft, useRequest } from './request.ts';
import { titleOf } from './title.ts';
import { isTyping, settleTyping } from './typing.ts';

interface WorkspaceStore extends WorkspaceState {
  /** When the draft at hand was last written to disk; null before the first time. */
  readonly keptAt: Date | null;
  /** True while there is something that is not written yet. */
  readonly pending: boolean;
  /** True where the host could not write. */
  readonly failed: boolean;
}

/** The user's requests as the host keeps them. */
export const useWorkspace = create<WorkspaceStore>(() => ({
  tabs: [],
  active: null,
  closed: [],
  saved: [],
  keptAt: null,
  pending: false,
  failed: false,
}));

/** True until the request that was open last is on the screen, or the host could not tell which. */
export const isOpening = ({ active, failed }: WorkspaceStore): boolean => active === null && !failed;

export const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-').slice(0, 60);

/** A draft is written once typing rests for so long, milliseconds; large ones seldom, as each time costs the page a copy. */
const REST_MS = 350;
const LARGE_REST_MS = 1_200;
const LARGE = 200_000;
/** One whose answer is due soon waits for it, as the host knows its text then; so often at most. */
const MOST_WAITS = 4;
/** After a rest of this length typing is a new step. */
const BURST_MS = 4_000;

let timer: ReturnType<typeof setTimeout> | undefined;
/** The draft that waits to be written, and whether the one on disk stays as a step. */
let waiting: { readonly step: boolean } | null = null;
/** Over once all that was handed over so far is written: a draft whose edit the host cannot follow is sent once more. */
let writing: Promise<unknown> = Promise.resolve();
let lastTyped = Number.NEGATIVE_INFINITY;
/** Set while a kept draft is shown, which is no change. */
let showing = false;

export const clientNow = (): Client | null => useConnection.getState().client;

/** What the request at hand is called where nobody named it. */
export function autoName(): string {
  const { sample } = choicesNow();
  const { result } = useInspection.getState();
  return titleOf(result?.views[0] ?? null, result?.model ?? '', sample).slice(0, 200);
}

/** The tab at hand; null before the first is there. */
export const activeTab = (): Tab | null => {
  const { tabs, active } = useWorkspace.getState();
  return tabs.find(({ id }) => id === active) ?? null;
};

/** Lets the tab at hand follow its request’s name, unless it was given one of its own. */
function retitle(): void {
  const tab = activeTab();
  if (!tab || tab.named || isOfAnother()) return;
  const name = autoName();
  if (tab.name === name) return;
  useWorkspace.setState((state) => ({
    tabs: state.tabs.map((one) => (one.id === tab.id ? { ...one, name } : one)),
  }));
  void inTurn(() => tellName(tab.id));
}

/**
 * Tells the host what a tab is called now. In turn: told while the host takes a step back, the draft that still stands
 * here would be written over the one that the step leads to.
 */
async function tellName(id: string): Promise<void> {
  // What waits to be written brings its name; what is being typed waits to be taken.
  if (waiting || isTyping() || useWorkspace.getState().active !== id) return;
  await put(id, draftOf(useRequest.getState()), false);
}

/** True while what was last inspected is another request than the one at hand. */
const isOfAnother = (): boolean => useInspection.getState().asked?.document !== choicesNow().document;

/** What the host keeps, with the tab at hand, which it may not know yet or hold for closed until the next is on the screen. */
function withOwn(state: WorkspaceState): WorkspaceState {
  const tab = activeTab();
  const tabs = !tab || state.tabs.some(({ id }) => id === tab.id) ? state.tabs : [...state.tabs, tab];
  return { ...state, tabs, active: useWorkspace.getState().active };
}

/** Writes a tab's draft. @param step whether the one on disk stays as a version */
export async function put(id: string, draft: Draft, step: boolean): Promise<void> {
  const client = clientNow();
  if (!client) return;
  const known = useWorkspace.getState().tabs.find((tab) => tab.id === id);
  // What cannot be read, or was not yet, keeps the name that it had.
  const keeps = known && (known.named || isOfAnother());
  const name = keeps ? known.name : autoName();
  try {
    const tab = { id, name, named: known?.named ?? false };
    // The host knows the text that it answered last: what is small crosses the channel even while the page goes away.
    const about = editedSince(client, draft.text);
    const state =
      (about && (await client.workspace.put({ tab, draft: { ...draft, text: about }, step }))) ??
      (await client.workspace.put({ tab, draft, step }));
    useWorkspace.setState({
      ...(state && withOwn(state)),
      keptAt: new Date(),
      pending: waiting !== null,
      failed: false,
    });
    // What the host was told is from before the answer that came meanwhile.
    retitle();
  } catch {
    useWorkspace.setState({ failed: true });
  }
}

/** Writes what waits to be written; over once that, and what was being written, is written. */
export async function flush(): Promise<void> {
  settleTyping();
  clearTimeout(timer);
  const { active } = useWorkspace.getState();
  if (waiting && active !== null) void writeWaiting(active, draftOf(useRequest.getState()));
  await writing;
}

/** Writes what waits to be written once typing rests. */
function flushLater(isLarge: boolean, waits = 0): void {
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      if (isLarge && (isTyping() || isAsking()) && waits < MOST_WAITS) flushLater(isLarge, waits + 1);
      else void flush();
    },
    isLarge ? LARGE_REST_MS : REST_MS,
  );
}

/** Shows a draft that is kept already: that is no change. */
export function showKept(state: Partial<WorkspaceState>, draft: Draft): void {
  showing = true;
  useWorkspace.setState(state);
  showDraft(draft);
  showing = false;
  lastTyped = Number.NEGATIVE_INFINITY;
}

/** Shows what the host opened. What was typed while it answered stays: on the screen, or with the tab that gives way. */
function apply(opened: Opened): boolean {
  if (!opened) return false;
  settleTyping();
  const { active } = useWorkspace.getState();
  if (waiting && active === opened.state.active) {
    useWorkspace.setState(opened.state);
    return true;
  }
  if (waiting && active !== null) writeWaiting(active, draftOf(useRequest.getState()));
  showKept(opened.state, opened.draft);
  return true;
}

/** Writes what waits to be written as this draft of the tab. */
function writeWaiting(id: string, draft: Draft): Promise<void> {
  const step = waiting?.step ?? false;
  waiting = null;
  const before = writing;
  const written = put(id, draft, step);
  writing = Promise.all([before, written]);
  return written;
}

/** Asks the host for what is to be shown next; false where it has nothing, or does not answer. */
export async function askForDraft(act: (client: Client) => Promise<Opened>): Promise<boolean> {
  const client = clientNow();
  if (!client) return false;
  await flush();
  try {
    return apply(await act(client));
  } catch {
    notify('The host did not answer; your request stays as it is.');
    return false;
  }
}

/** What the window opens on, before anything is typed. */
const shownFirst = draftOf(useRequest.getState());

async function load(client: Client): Promise<void> {
  const state = await client.workspace.state();
  const shown = useWorkspace.getState().active;
  if (shown !== null) {
    // The host came back: what is on the screen is newer than what it has.
    useWorkspace.setState(withOwn(state));
    await put(shown, draftOf(useRequest.getState()), false);
    return;
  }
  const { active, tabs } = state;
  const first = active ?? tabs[0]?.id;
  useWorkspace.setState({ ...state, active: null });
  const opened = first !== undefined && !waiting ? await client.workspace.open({ id: first }) : null;
  settleTyping();
  if (!waiting && apply(opened)) return;
  const id = newId();
  useWorkspace.setState({
    active: id,
    tabs: [...tabs, { id, name: autoName(), named: false, back: 0, forth: 0 }],
  });
  const typed = waiting !== null;
  waiting = null;
  // Who types before the host has answered can still go back to what was there first.
  if (typed) await put(id, shownFirst, false);
  await put(id, draftOf(useRequest.getState()), typed);
}

/** Keeps the user's requests on disk, and brings them back. Call once. */
export function followWorkspace(): void {
  useConnection.subscribe(({ client }, before) => {
    if (client && client !== before.client) load(client).catch(() => useWorkspace.setState({ failed: true }));
  });
  useRequest.subscribe((state, before) => {
    const same = (['text', 'profile', 'route', 'form', 'settings', 'deployment', 'sample'] as const).every(
      (key) => state[key] === before[key],
    );
    if (showing || same) return;
    const isReplaced = state.undo !== null && state.undo !== before.undo;
    const now = performance.now();
    const isNewBurst = now - lastTyped > BURST_MS;
    lastTyped = isReplaced ? Number.NEGATIVE_INFINITY : now;
    const { active } = useWorkspace.getState();
    if (isReplaced && waiting && active !== null) void writeWaiting(active, draftOf(before));
    waiting = { step: (waiting?.step ?? false) || isReplaced || isNewBurst };
    if (!useWorkspace.getState().pending) useWorkspace.setState({ pending: true });
    flushLater(state.text.length > LARGE);
  });
  useInspection.subscribe(({ result }, before) => {
    if (result && result !== before.result) retitle();
  });
  useWorkspace.subscribe(() => {
    const name = activeTab()?.name;
    document.title = name ? `${name} · Strata` : 'Strata';
  });
  window.addEventListener('pagehide', () => void flush());
}
