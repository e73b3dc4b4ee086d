import type { Draft } from '../../shared/contract/workspace.ts';
import { inTurn } from './in-turn.ts';
import { notify } from './notices.ts';
import { draftOf, useRequest } from './request.ts';
import { show } from './view.ts';
import {
  activeTab,
  askForDraft,
  autoName,
  clientNow,
  flush,
  newId,
  put,
  showKept,
  useWorkspace,
} from './workspace.ts';

const open = (id: string): Promise<boolean> => askForDraft((client) => client.workspace.open({ id }));

/** Shows another tab. */
export function openTab(id: string): Promise<boolean> {
  show({ screen: 'request' });
  return inTurn(() => open(id));
}

/** Goes a step back or forth in the tab at hand; steps outlive samples, pastes, reloads and restarts. */
export const stepDraft = (by: 1 | -1): Promise<void> =>
  inTurn(async () => {
    const { active } = useWorkspace.getState();
    if (active === null) return;
    if (!(await askForDraft((client) => client.workspace.step({ id: active, by }))))
      notify(by === -1 ? 'There is no earlier version.' : 'There is no later version.');
  });

const BLANK = `{
  "model": "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
  "max_tokens": 256,
  "messages": [
    { "role": "user", "content": "" }
  ]
}
`;

async function openNew(draft?: Partial<Draft>, name?: string): Promise<void> {
  await flush();
  const id = newId();
  const { profile } = useRequest.getState();
  const { tabs } = useWorkspace.getState();
  const tab = { id, name: name ?? 'New request', named: name !== undefined, back: 0, forth: 0 };
  showKept(
    { active: id, tabs: [...tabs, tab] },
    {
      text: BLANK,
      profile,
      route: 'auto',
      form: 'auto',
      settings: {},
      deployment: 0,
      sample: null,
      ...draft,
    },
  );
  await put(id, draftOf(useRequest.getState()), false);
}

/**
 * Opens a tab.
 * @param draft of its own, a blank one where none is given
 * @param name one that does not follow the request
 */
export function newTab(draft?: Partial<Draft>, name?: string): Promise<void> {
  show({ screen: 'request' });
  return inTurn(() => openNew(draft, name));
}

/** Closes a tab, the one at hand where none is given; the last one gives way to a new one. It can be reopened. */
export const closeTab = (given?: string): Promise<void> =>
  inTurn(async () => {
    const client = clientNow();
    await flush();
    const { active } = useWorkspace.getState();
    const id = given ?? active;
    if (!client || id === null) return;
    try {
      const state = await client.workspace.close({ id });
      // The one at hand stays on the screen, and takes what is typed, until the next is there.
      if (id !== active) useWorkspace.setState({ ...state, active });
      else if (state.active !== null) await open(state.active);
      else {
        useWorkspace.setState({ ...state, active });
        await openNew();
      }
    } catch {
      notify('The host did not answer; the tab stays open.');
    }
  });

/** Opens the tab again that was closed last, or the one with this id. */
export function reopenTab(given?: string): Promise<void> {
  show({ screen: 'request' });
  return inTurn(async () => {
    const id = given ?? useWorkspace.getState().closed[0]?.id;
    if (id === undefined) return notify('No tab was closed.');
    await askForDraft((client) => client.workspace.reopen({ id }));
  });
}

/** Shows the next tab (`1`) or the one before. */
export const nextTab = (by: 1 | -1): Promise<void> =>
  inTurn(async () => {
    const { tabs, active } = useWorkspace.getState();
    const at = tabs.findIndex(({ id }) => id === active);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (!next || next.id === active) return;
    show({ screen: 'request' });
    await open(next.id);
  });

/** Gives the tab at hand a name; an empty one lets it follow the request again. */
export const nameTab = (name: string): Promise<void> =>
  inTurn(async () => {
    const tab = activeTab();
    if (!tab) return;
    const named = name.trim() !== '';
    useWorkspace.setState((state) => ({
      tabs: state.tabs.map((one) =>
        one.id === tab.id ? { ...one, name: named ? name.trim() : autoName(), named } : one,
      ),
    }));
    await put(tab.id, draftOf(useRequest.getState()), false);
  });
