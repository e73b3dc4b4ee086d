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

/** Files that the loaded configuration may include, as they were opened or dropped, by name. */
let beside: Readonly<Record<string, string>> = {};
let main: { readonly text: string; readonly name: string } | null = null;

async function put(text: string | null, name: string): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  main = text === null ? null : { text, name };
  try {
    useProxy.setState(await client.proxy.set({ text, name, included: beside }));
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

/** A file that was chosen, with the handle that follows its changes where the browser has one. */
export interface ChosenFile {
  readonly file: File;
  readonly handle: FileHandle | null;
}

/** Takes a text as the configuration. */
export function takeConfig(text: string, name: string): void {
  clearInterval(watching);
  beside = {};
  useRequest.setState({ deployment: 0 });
  void put(text, name);
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The path by which the loaded configuration misses a file of this name; null where it misses none. */
const missingPath = (name: string): string | null =>
  useProxy.getState().loaded?.missing.find((path) => lastOf(path) === name) ?? null;

/**
 * Takes files as the configuration: one that the loaded one includes and misses joins it, of all others the first that no
 * other of them includes is the configuration. With handles their changes on disk show at once.
 */
export async function takeConfigFiles(chosen: readonly ChosenFile[]): Promise<void> {
  const read = async ({ file }: ChosenFile): Promise<readonly [string, string]> => [
    file.name,
    await file.text(),
  ];
  const texts = new Map(await Promise.all(chosen.map(read)));
  const joining = chosen.filter(({ file }) => missingPath(file.name) !== null);
  if (main && joining.length === chosen.length) {
    const more = joining.map(({ file }) => [missingPath(file.name) ?? file.name, texts.get(file.name) ?? '']);
    beside = { ...beside, ...Object.fromEntries(more) };
    await put(main.text, main.name);
    return;
  }
  clearInterval(watching);
  const first = chosen.find(({ file }) => !isNamedIn(texts, file.name)) ?? chosen[0];
  if (!first) return;
  beside = Object.fromEntries([...texts].filter(([name]) => name !== first.file.name));
  useRequest.setState({ deployment: 0 });
  await put(texts.get(first.file.name) ?? '', first.file.name);
  follow(chosen, first);
}

/** True where another of the texts names a file in its `include`. */
const isNamedIn = (texts: ReadonlyMap<string, string>, name: string): boolean =>
  [...texts].some(([other, text]) => other !== name && /^include\s*:/m.test(text) && text.includes(name));

function follow(chosen: readonly ChosenFile[], first: ChosenFile): void {
  const followed = chosen.filter(({ handle }) => handle !== null);
  if (followed.length === 0) return;
  const seen = new Map(followed.map(({ file }) => [file.name, file.lastModified]));
  watching = setInterval(() => {
    void (async () => {
      for (const { handle } of followed) {
        const now = await handle?.getFile();
        if (!now || now.lastModified === seen.get(now.name)) continue;
        seen.set(now.name, now.lastModified);
        const text = await now.text();
        if (now.name === first.file.name) await put(text, now.name);
        else if (main) {
          beside = { ...beside, [now.name]: text };
          await put(main.text, main.name);
        }
      }
    })().catch(() => undefined);
  }, LOOK_EVERY_MS);
}

/** Takes the configuration away: calls go to LiteLLM itself again. */
export function dropConfig(): void {
  clearInterval(watching);
  beside = {};
  useRequest.setState({ deployment: 0 });
  void put(null, '');
}

/** True for a text that is a proxy's configuration and no request. */
export const looksLikeConfig = (text: string): boolean =>
  /^(?:model_list|litellm_settings|router_settings|general_settings|include)\s*:/m.test(
    text.slice(0, 200_000),
  ) && !/^\s*[{[]/.test(text);
