import type { DeskEvent } from '../../shared/contract/desk.ts';
import { runCommand } from '../palette/lazy.ts';
import { showShared } from '../share/lazy.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { looksLikeConfig, takeConfig } from '../store/proxy.ts';
import { nameTab, newTab, useWorkspace } from '../store/workspace.ts';
import { looksLikeRecording, showRecording } from '../stream/recording-files.ts';
import { refuseHuge } from './take-input.ts';

/** Resolves once the requests of the last time are there: a file opens beside them. */
const whenLoaded = (): Promise<void> =>
  new Promise((resolve) => {
    if (useWorkspace.getState().active !== null) return resolve();
    const stop = useWorkspace.subscribe(({ active }) => {
      if (active === null) return;
      stop();
      resolve();
    });
  });

async function takeFile(name: string, text: string): Promise<void> {
  if (looksLikeRecording(text)) await showRecording(text, name);
  else if (looksLikeConfig(text)) takeConfig(text, name);
  else if (!refuseHuge(text.length, name)) {
    await whenLoaded();
    await newTab({ text });
    await nameTab(name);
  }
}

async function act(event: DeskEvent): Promise<void> {
  if (event.type === 'notice') notify(event.text);
  else if (event.type === 'shared') await showShared(event.name, event.taken, event.known);
  else if (event.type === 'file') await takeFile(event.name, event.text);
  else await runCommand(event.id);
}

/** Does what the host's menus ask for, and shows the files that were opened with Strata. Call once. */
export function followDesk(): void {
  useConnection.subscribe(async ({ client }, before) => {
    if (!client || client === before.client) return;
    try {
      for await (const event of await client.desk.follow()) await act(event);
    } catch {
      // The connection went; the next one asks again.
    }
  });
}
