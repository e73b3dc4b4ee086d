import type { Draft } from '../../shared/contract/workspace.ts';
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

/** Shows another tab. */
export function openTab(id: string): Promise<boolean> {
  show({ screen: 'request' });
  return askForDraft((client) => client.workspace.open({ id }));
}

/** Goes a step back or forth in the tab at hand; steps outlive samples, pastes, reloads and restarts. */
export async function stepDraft(by: 1 | -1): Promise<void> {
  const { active } = useWorkspace.getState();
  if (active === null) return;
  if (!(await askForDraft((client) => client.workspace.step({ id: active, by }))))
    notify(by === -1 ? 'There is no earlier version.' : 'There is no later version.');
}

const BLANK = `{
  "model": "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
  "max_tokens": 256,
  "messages": [
    { "role": "user", "content": "" }
  ]
}
`;

/** Opens a tab with a draft of its own, a blank one where none is given. */
export async function newTab(draft?: Partial<Draft>): Promise<void> {
  await flush();
  const id = newId();
  const { profile } = useRequest.getState();
  const { tabs } = useWorkspace.getState();
  showKept(
    { active: id, tabs: [...tabs, { id, name: 'New request', named: false, back: 0, forth: 0 }] },
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
  show({ screen: 'request' });
  await put(id, draftOf(useRequest.getState()), false);
}

/** Closes a tab; the last one gives way to a new one. It can be reopened. */
export async function closeTab(id: string): Promise<void> {
  const client = clientNow();
  if (!client) return;
  await flush();
  try {
    const wasActive = useWorkspace.getState().active === id;
    const state = await client.workspace.close({ id });
    useWorkspace.setState(state);
    if (state.active === null) await newTab();
    else if (wasActive) await openTab(state.active);
  } catch {
    notify('The host did not answer; the tab stays open.');
  }
}

/** Opens the tab again that was closed last, or the one with this id. */
export async function reopenTab(id = useWorkspace.getState().closed[0]?.id): Promise<void> {
  if (id === undefined) return notify('No tab was closed.');
  show({ screen: 'request' });
  await askForDraft((client) => client.workspace.reopen({ id }));
}

/** Shows the next tab (`1`) or the one before. */
export async function nextTab(by: 1 | -1): Promise<void> {
  const { tabs, active } = useWorkspace.getState();
  const at = tabs.findIndex(({ id }) => id === active);
  const next = tabs[(at + by + tabs.length) % tabs.length];
  if (next && next.id !== active) await openTab(next.id);
}

/** Gives the tab at hand a name; an empty one lets it follow the request again. */
export async function nameTab(name: string): Promise<void> {
  const tab = activeTab();
  if (!tab) return;
  const named = name.trim() !== '';
  useWorkspace.setState((state) => ({
    tabs: state.tabs.map((one) =>
      one.id === tab.id ? { ...one, name: named ? name.trim() : autoName(), named } : one,
    ),
  }));
  await put(tab.id, draftOf(useRequest.getState()), false);
}
