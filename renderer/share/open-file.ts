import { toBase64 } from '../../shared/bytes/base64.ts';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { showHistory } from '../capture/acts.ts';
import { setQuery } from '../history/store.ts';
import { hostOnceConnected } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { bytes } from '../ui/units.ts';

/** Base64 makes four characters of three bytes. */
const LARGEST = Math.floor((MAX_TEXT * 3) / 4);

/** Lists what came into the history out of a share file, and says how much. */
export function showShared(name: string, taken: number, known: number): void {
  showHistory();
  setQuery('source:import');
  notify(
    `${taken} ${taken === 1 ? 'call' : 'calls'} taken from ${name}${known > 0 ? `, ${known} were there already` : ''}`,
  );
}

/** Takes a share file into the history and lists what came in. */
export async function openShared(file: File): Promise<void> {
  if (file.size > LARGEST) {
    notify(
      `${file.name} has ${bytes(file.size)}; the window takes ${bytes(LARGEST)}. Use: strata open ${file.name}`,
    );
    return;
  }
  const client = await hostOnceConnected();
  if (!client) {
    notify('The host is away.');
    return;
  }
  try {
    const opened = await client.share.open({ base64: toBase64(new Uint8Array(await file.arrayBuffer())) });
    if (!opened.ok) {
      notify(opened.message);
      return;
    }
    showShared(file.name, opened.taken, opened.known);
  } catch {
    notify(`${file.name} could not be opened.`);
  }
}
