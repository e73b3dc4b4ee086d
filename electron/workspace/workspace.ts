import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Draft, Opened, SavedRequest, Tab, WorkspaceState } from '../../shared/contract/workspace.ts';
import { type KeptDraft, type KeptIndex, keptDraft, keptIndex } from './kept.ts';

/** Steps back that a tab keeps, and closed tabs that can be reopened. */
const MOST_STEPS = 60;
const MOST_CLOSED = 30;

type KeptTab = KeptIndex['tabs'][number];

const EMPTY: KeptIndex = { tabs: [], active: null, closed: [], saved: [] };

/** Takes the secrets out of a request's text; `session`: the page that asks about it, if it does. */
type Redact = (text: string, session?: string) => Promise<string>;

const tabOf = ({ id, name, named, past, future }: KeptTab): Tab => ({
  id,
  name,
  named,
  back: past.length,
  forth: future.length,
});

/**
 * The user's requests on disk: open tabs with their steps back and forth, closed ones, saved ones. One file lists them,
 * each version of a text is a file of its own, written whole or not at all. Secrets are taken out before anything is written.
 */
export class Workspace {
  readonly #dir: string;
  readonly #redact: Redact;
  #index: KeptIndex | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param dir absolute path of its folder
   */
  constructor(dir: string, redact: Redact) {
    this.#dir = dir;
    this.#redact = redact;
  }

  /** One thing after the other, so that no answer is about a state that another call is changing. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = this.#last.then(act, act);
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #write(name: string, value: object): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    const file = path.join(this.#dir, name);
    const draft = `${file}.${randomUUID()}.part`;
    await writeFile(draft, JSON.stringify(value), { mode: 0o600 });
    await rename(draft, file);
  }

  async #read(): Promise<KeptIndex> {
    if (this.#index) return this.#index;
    try {
      const read = keptIndex.safeParse(
        JSON.parse(await readFile(path.join(this.#dir, 'index.json'), 'utf8')),
      );
      this.#index = read.success ? read.data : EMPTY;
    } catch {
      this.#index = EMPTY;
    }
    return this.#index;
  }

  async #keep(index: KeptIndex): Promise<WorkspaceState> {
    this.#index = index;
    await this.#write('index.json', index);
    return stateOf(index);
  }

  async #writeDraft(draft: Draft, session?: string): Promise<string> {
    const version = randomUUID();
    const text = await this.#redact(draft.text, session);
    await this.#write(`${version}.json`, { ...draft, text } satisfies KeptDraft);
    return version;
  }

  async #readDraft(version: string): Promise<Draft | null> {
    try {
      const read = keptDraft.safeParse(
        JSON.parse(await readFile(path.join(this.#dir, `${version}.json`), 'utf8')),
      );
      return read.success ? read.data : null;
    } catch {
      return null;
    }
  }

  async #forget(versions: readonly string[]): Promise<void> {
    await Promise.all(
      versions.map((version) => rm(path.join(this.#dir, `${version}.json`), { force: true })),
    );
  }

  /** What is kept. */
  state(): Promise<WorkspaceState> {
    return this.#inTurn(async () => stateOf(await this.#read()));
  }

  /** Shows a tab; null where it is gone. */
  open(id: string): Promise<Opened> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const tab = index.tabs.find((one) => one.id === id);
      const draft = tab && (await this.#readDraft(tab.version));
      return draft ? { state: await this.#keep({ ...index, active: id }), draft } : null;
    });
  }

  /**
   * Keeps the draft of a tab, which is opened where there is none of this id; one that was closed meanwhile stays closed.
   * @param step the draft before stays as a step back
   * @param session the page's, if it asks about the text
   */
  put(
    given: { readonly id: string; readonly name: string; readonly named: boolean },
    draft: Draft,
    step: boolean,
    session?: string,
  ): Promise<WorkspaceState> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const version = await this.#writeDraft(draft, session);
      const open = index.tabs.find(({ id }) => id === given.id);
      const known = open ?? index.closed.find(({ id }) => id === given.id);
      if (!known) {
        const tab = { ...given, version, past: [], future: [] };
        return this.#keep({ ...index, active: given.id, tabs: [...index.tabs, tab] });
      }
      const past = step ? [...known.past, known.version] : known.past;
      const kept = {
        ...known,
        ...(open ? given : {}),
        version,
        past: past.slice(-MOST_STEPS),
        future: step ? [] : known.future,
      };
      const instead = (tab: KeptTab): KeptTab => (tab === known ? kept : tab);
      const state = await this.#keep({
        ...index,
        tabs: index.tabs.map(instead),
        closed: index.closed.map(instead),
      });
      await this.#forget([...past.slice(0, -MOST_STEPS), ...(step ? known.future : [known.version])]);
      return state;
    });
  }

  /** Goes a step back (`-1`) or forth (`1`); null where there is none. */
  step(id: string, by: 1 | -1): Promise<Opened> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const tab = index.tabs.find((one) => one.id === id);
      const version = by === -1 ? tab?.past.at(-1) : tab?.future.at(-1);
      const draft = version && (await this.#readDraft(version));
      if (!tab || !version || !draft) return null;
      const stepped: KeptTab =
        by === -1
          ? { ...tab, version, past: tab.past.slice(0, -1), future: [...tab.future, tab.version] }
          : { ...tab, version, past: [...tab.past, tab.version], future: tab.future.slice(0, -1) };
      const tabs = index.tabs.map((one) => (one.id === id ? stepped : one));
      return { state: await this.#keep({ ...index, tabs }), draft };
    });
  }

  /** Closes a tab; it can be reopened with all its steps. */
  close(id: string): Promise<WorkspaceState> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const tab = index.tabs.find((one) => one.id === id);
      if (!tab) return stateOf(index);
      const tabs = index.tabs.filter((one) => one.id !== id);
      const closed = [tab, ...index.closed];
      const place = index.tabs.indexOf(tab);
      const active =
        index.active === id ? (tabs[Math.min(place, tabs.length - 1)]?.id ?? null) : index.active;
      const state = await this.#keep({ ...index, tabs, active, closed: closed.slice(0, MOST_CLOSED) });
      await this.#forget(
        closed.slice(MOST_CLOSED).flatMap(({ version, past, future }) => [version, ...past, ...future]),
      );
      return state;
    });
  }

  /** Opens a closed tab again; null where it is gone. */
  reopen(id: string): Promise<Opened> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const tab = index.closed.find((one) => one.id === id);
      const draft = tab && (await this.#readDraft(tab.version));
      if (!tab || !draft) return null;
      const closed = index.closed.filter((one) => one.id !== id);
      return { state: await this.#keep({ ...index, tabs: [...index.tabs, tab], active: id, closed }), draft };
    });
  }

  /** Keeps a request under a name, in place of an earlier one of the same name and folder. */
  save(given: { readonly name: string; readonly folder: string }, draft: Draft): Promise<WorkspaceState> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const before = index.saved.find(({ name, folder }) => name === given.name && folder === given.folder);
      const version = await this.#writeDraft(draft);
      const saved = {
        id: before?.id ?? randomUUID(),
        ...given,
        savedAt: new Date().toISOString(),
        version,
      };
      const state = await this.#keep({
        ...index,
        saved: [saved, ...index.saved.filter((one) => one !== before)],
      });
      if (before) await this.#forget([before.version]);
      return state;
    });
  }

  /** A saved request; null where it is gone. */
  saved(id: string): Promise<Draft | null> {
    return this.#inTurn(async () => {
      const one = (await this.#read()).saved.find((saved) => saved.id === id);
      return one ? this.#readDraft(one.version) : null;
    });
  }

  /** Gives a saved request up. */
  remove(id: string): Promise<WorkspaceState> {
    return this.#inTurn(async () => {
      const index = await this.#read();
      const gone = index.saved.find((one) => one.id === id);
      const state = await this.#keep({ ...index, saved: index.saved.filter((one) => one.id !== id) });
      if (gone) await this.#forget([gone.version]);
      return state;
    });
  }
}

const stateOf = ({ tabs, active, closed, saved }: KeptIndex): WorkspaceState => ({
  tabs: tabs.map(tabOf),
  active,
  closed: closed.map(tabOf),
  saved: saved.map(({ id, name, folder, savedAt }): SavedRequest => ({ id, name, folder, savedAt })),
});
