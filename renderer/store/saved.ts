import { SAMPLES } from '../../shared/samples/samples.ts';
import { useConnection } from './connection.ts';
import { notify } from './notices.ts';
import { draftOf, loadSample, useRequest } from './request.ts';
import { nameTab, newTab } from './tabs.ts';
import { useWorkspace } from './workspace.ts';

/** Keeps the request at hand under a name. */
export async function saveRequest(name: string, folder: string): Promise<void> {
  const { client } = useConnection.getState();
  if (!client || name.trim() === '') return;
  try {
    const draft = draftOf(useRequest.getState());
    useWorkspace.setState(await client.workspace.save({ name: name.trim(), folder: folder.trim(), draft }));
    await nameTab(name);
    notify(`Saved “${name.trim()}”`);
  } catch {
    notify('The host could not save it.');
  }
}

/** Opens a saved request in a tab of its own. */
export async function openSaved(id: string): Promise<void> {
  const draft = await useConnection.getState().client?.workspace.saved({ id });
  const name = useWorkspace.getState().saved.find((one) => one.id === id)?.name;
  if (!draft) return;
  await newTab(draft, name);
}

export async function removeSaved(id: string): Promise<void> {
  const state = await useConnection.getState().client?.workspace.remove({ id });
  if (state) useWorkspace.setState(state);
}

/** Shows a sample: in the tab at hand while that shows one too, else in a tab of its own, so that nothing gives way to it. */
export function openSample(id: string): void {
  const sample = SAMPLES.find((one) => one.id === id);
  if (!sample) return;
  if (useRequest.getState().sample !== null) loadSample(id);
  else void newTab({ text: sample.text, profile: sample.profile, route: sample.route, sample: id });
}
