import type { DeskEvent } from '../../shared/contract/desk.ts';
import { runCommand } from '../palette/lazy.ts';
import { showShared } from '../share/lazy.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { takeDeskFile } from './lazy-input.ts';

async function act(event: DeskEvent): Promise<void> {
  if (event.type === 'notice') notify(event.text);
  else if (event.type === 'shared') await showShared(event.name, event.taken, event.known);
  else if (event.type === 'file') await takeDeskFile(event.name, event.text);
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
