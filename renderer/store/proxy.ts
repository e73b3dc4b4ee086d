import { create } from 'zustand';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { useConnection } from './connection.ts';
import { notify } from './notices.ts';
import { useRequest } from './request.ts';

const NONE: ProxyState = { revision: 0, loaded: null };

/** The proxy configuration that the host works with. */
export const useProxy = create<ProxyState>(() => NONE);

/** Keeps the page in step with the configuration that the host holds. Call once. */
export function followProxy(): void {
  useConnection.subscribe((state, before) => {
    if (!state.client || state.client === before.client) return;
    const { client } = state;
    void (async () => {
      try {
        for await (const next of await client.proxy.follow()) {
          if (useConnection.getState().client !== client) return;
          if (!next.loaded) useRequest.setState({ deployment: 0 });
          useProxy.setState(next);
        }
      } catch {
        // The connection is gone; the next one follows again.
      }
    })();
  });
}

async function put(text: string | null, name: string): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  try {
    useProxy.setState(await client.proxy.set({ text, name }));
  } catch {
    notify('The host did not take the configuration.');
  }
}

let watching: ReturnType<typeof setInterval> | undefined;

/** How often a file that was opened or dropped is looked at, milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** A file of the browser's file system access, where there is one. */
export interface FileHandle {
  getFile(): Promise<File>;
}

/** Takes a text as the configuration. */
export function takeConfig(text: string, name: string): void {
  clearInterval(watching);
  useRequest.setState({ deployment: 0 });
  void put(text, name);
}

/** Takes a file as the configuration; with a handle its changes on disk show at once. */
export async function takeConfigFile(file: File, handle: FileHandle | null): Promise<void> {
  takeConfig(await file.text(), file.name);
  if (!handle) return;
  let seen = file.lastModified;
  watching = setInterval(() => {
    void (async () => {
      const now = await handle.getFile();
      if (now.lastModified === seen) return;
      seen = now.lastModified;
      await put(await now.text(), now.name);
    })().catch(() => undefined);
  }, LOOK_EVERY_MS);
}

/** Takes the configuration away: calls go to LiteLLM itself again. */
export function dropConfig(): void {
  clearInterval(watching);
  useRequest.setState({ deployment: 0 });
  void put(null, '');
}

/** True for a text that is a proxy's configuration and no request. */
export const looksLikeConfig = (text: string): boolean =>
  /^(?:model_list|litellm_settings|router_settings|general_settings)\s*:/m.test(text.slice(0, 200_000)) &&
  !/^\s*[{[]/.test(text);
