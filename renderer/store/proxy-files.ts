import type { ProxyState } from '../../shared/contract/proxy.ts';
import { useConnection } from './connection.ts';
import { notify } from './notices.ts';
import { useProxy } from './proxy.ts';
import { useRequest } from './request.ts';
import { textOfFile } from './text-of-file.ts';

/** A file of the browser's file system access, where there is one. */
export interface FileHandle {
  getFile(): Promise<File>;
}

/** A file that was chosen, with the handle that follows its changes where the browser has one. */
export interface ChosenFile {
  readonly file: File;
  readonly handle: FileHandle | null;
}

type Proxy = NonNullable<ReturnType<typeof useConnection.getState>['client']>['proxy'];

/** Has the host do something with the configuration; the page shows what came of it. Null where it did not. */
async function ask(what: (proxy: Proxy) => Promise<ProxyState>): Promise<ProxyState | null> {
  const { client } = useConnection.getState();
  if (!client) return null;
  try {
    const state = await what(client.proxy);
    useProxy.setState(state);
    return state;
  } catch {
    notify('The host did not take the configuration.');
    return null;
  }
}

/** How often a file that was opened or dropped is looked at, milliseconds. */
const LOOK_EVERY_MS = 1_000;

let watching: ReturnType<typeof setInterval> | undefined;
/** The files that are followed by name, with the time of the change that was seen last. */
const followed = new Map<string, { readonly handle: FileHandle; readonly seen: number }>();

function forget(): void {
  clearInterval(watching);
  followed.clear();
  useRequest.setState({ deployment: 0 });
}

async function lookForChanges(): Promise<void> {
  for (const [name, { handle, seen }] of followed) {
    const now = await handle.getFile();
    if (now.lastModified === seen) continue;
    followed.set(name, { handle, seen: now.lastModified });
    const text = await textOfFile(now);
    await ask((proxy) => proxy.change({ name, text }));
  }
}

/** Takes a text as the configuration. */
export function takeConfig(text: string, name: string): void {
  forget();
  void ask((proxy) => proxy.open({ files: [{ name, text }] }));
}

/**
 * Takes files as the configuration, or as those that the loaded one includes and misses. With handles their changes on
 * disk show at once.
 */
export async function takeConfigFiles(chosen: readonly ChosenFile[]): Promise<void> {
  const read = async ({ file }: ChosenFile) => ({ name: file.name, text: await textOfFile(file) });
  const files = await Promise.all(chosen.map(read));
  const state = await ask((proxy) => proxy.open({ files }));
  // What joins a configuration is none of its own.
  if (files.some(({ name }) => name === state?.loaded?.name)) forget();
  for (const { file, handle } of chosen)
    if (handle) followed.set(file.name, { handle, seen: file.lastModified });
  clearInterval(watching);
  if (followed.size > 0)
    watching = setInterval(() => void lookForChanges().catch(() => undefined), LOOK_EVERY_MS);
}

/** Takes the configuration away: calls go to LiteLLM itself again. */
export function dropConfig(): void {
  forget();
  void ask((proxy) => proxy.drop());
}

/** True for a text that is a proxy's configuration and no request. */
export const looksLikeConfig = (text: string): boolean =>
  /^(?:model_list|litellm_settings|router_settings|general_settings|include)\s*:/m.test(
    text.slice(0, 200_000),
  ) && !/^\s*[{[]/.test(text);
