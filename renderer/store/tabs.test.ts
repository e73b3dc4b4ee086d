import { afterAll, expect, it, vi } from 'vitest';
import type { Draft, Tab, WorkspaceState } from '../../shared/contract/workspace.ts';
import type { Client } from '../client.ts';

// Stores of its own: other tests have what is typed followed by nobody.
vi.resetModules();
const { useConnection } = await import('./connection.ts');
const { useInspection } = await import('./inspection.ts');
const { choicesNow, draftOf, typeLater, typeText, useRequest } = await import('./request.ts');
const { closeTab, nameTab, newTab, openTab, stepDraft } = await import('./tabs.ts');
const { flush, followWorkspace, useWorkspace } = await import('./workspace.ts');

interface Put {
  readonly tab: Pick<Tab, 'id' | 'name' | 'named'>;
  readonly draft: Draft;
}

/** A host that keeps drafts in memory, and answers what it is asked when the test lets it. */
class HeldHost {
  readonly drafts = new Map<string, Draft>();
  #tabs: Tab[] = [];
  #closed: Tab[] = [];
  #active: string | null = null;
  #held: (() => void)[] | null = null;

  hold(): void {
    this.#held = [];
  }

  async release(): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const answer of held) answer();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  nameOf(wanted: string): string | undefined {
    return this.#tabs.find(({ id }) => id === wanted)?.name;
  }

  get ids(): readonly string[] {
    return this.#tabs.map(({ id }) => id);
  }

  #state(): WorkspaceState {
    return { tabs: this.#tabs, active: this.#active, closed: this.#closed, saved: [] };
  }

  /** Acts at once, as the host does what it is asked in turn; the answer may be held. */
  async #answer<T>(value: T): Promise<T> {
    await new Promise<void>((resolve) => (this.#held ? this.#held.push(resolve) : setTimeout(resolve)));
    return value;
  }

  readonly client = {
    inspectNext: () => new Promise(() => undefined),
    workspace: {
      state: () => this.#answer(this.#state()),
      put: ({ tab, draft }: Put) => {
        this.drafts.set(tab.id, draft);
        if (!this.#closed.some(({ id }) => id === tab.id)) {
          const isNew = !this.#tabs.some(({ id }) => id === tab.id);
          const kept = { ...tab, back: 0, forth: 0 };
          this.#tabs = isNew
            ? [...this.#tabs, kept]
            : this.#tabs.map((one) => (one.id === tab.id ? kept : one));
          if (isNew) this.#active = tab.id;
        }
        return this.#answer(this.#state());
      },
      open: ({ id }: { id: string }) => {
        this.#active = id;
        return this.#answer({ state: this.#state(), draft: this.drafts.get(id) });
      },
      step: ({ id }: { id: string }) => {
        const draft = { ...(this.drafts.get(id) as Draft), text: 'the version before' };
        this.drafts.set(id, draft);
        return this.#answer({ state: this.#state(), draft });
      },
      close: ({ id }: { id: string }) => {
        this.#closed = [...this.#tabs.filter((one) => one.id === id), ...this.#closed];
        this.#tabs = this.#tabs.filter((one) => one.id !== id);
        if (this.#active === id) this.#active = this.#tabs[0]?.id ?? null;
        return this.#answer(this.#state());
      },
    },
  } as unknown as Client;
}

vi.stubGlobal('window', { addEventListener: () => undefined });
vi.stubGlobal('document', {});
followWorkspace();
afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function withHost(): Promise<HeldHost> {
  const host = new HeldHost();
  useWorkspace.setState({ active: null, tabs: [] });
  useConnection.setState({ client: host.client });
  await vi.waitFor(() => expect(useWorkspace.getState().keptAt).not.toBeNull());
  await vi.waitFor(() => expect(host.ids).toHaveLength(1));
  return host;
}

const active = (): string => useWorkspace.getState().active ?? '';
const names = (): readonly string[] => useWorkspace.getState().tabs.map(({ name }) => name);

it('tabs that are opened at once stand in the order in which they were asked for', async () => {
  const host = await withHost();
  typeText('what waits to be written makes the first of them wait');
  await Promise.all(['a', 'b', 'c'].map((text) => newTab({ text }, text)));
  expect(names().slice(-3)).toEqual(['a', 'b', 'c']);
  expect(host.ids.slice(-3).map((id) => host.drafts.get(id)?.text)).toEqual(['a', 'b', 'c']);
});

it('what is typed while another tab is asked for stays with the one that gives way', async () => {
  const host = await withHost();
  const first = active();
  await newTab({ text: 'second' });
  const second = active();
  host.hold();
  const opening = openTab(first);
  await new Promise((resolve) => setTimeout(resolve, 5));
  typeText('second, typed on');
  await host.release();
  await opening;
  await flush();
  expect(active()).toBe(first);
  expect(host.drafts.get(second)?.text).toBe('second, typed on');
});

it('an answer that comes while a large text is being typed leaves what is typed to be taken when that rests', async () => {
  await withHost();
  await flush();
  const read = vi.fn(() => 'large, typed on');
  typeLater(1_000_000, read);
  useInspection.setState({ result: { kind: 'inspected', model: 'another', views: [] } as never });
  expect(read).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
});

it('a tab that closes takes what is typed until the next is there, and no other tab does', async () => {
  const host = await withHost();
  const first = active();
  const text = host.drafts.get(first)?.text;
  await newTab({ text: 'closing' });
  const closing = active();
  host.hold();
  const closed = closeTab();
  await new Promise((resolve) => setTimeout(resolve, 5));
  typeText('closing, typed on');
  await host.release();
  await closed;
  await flush();
  expect(active()).toBe(first);
  expect(draftOf(useRequest.getState()).text).toBe(text);
  expect(host.drafts.get(first)?.text).toBe(text);
  expect(host.drafts.get(closing)?.text).toBe('closing, typed on');
  expect(useWorkspace.getState().tabs.map(({ id }) => id)).toEqual([first]);
});

it('a name that an answer brings while the host takes a step back is not told with the draft from before', async () => {
  const host = await withHost();
  await flush();
  host.hold();
  const stepped = stepDraft(-1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const { document } = choicesNow();
  useInspection.setState({
    asked: { document } as never,
    result: { kind: 'inspected', model: 'bedrock/meta.llama3-8b-instruct-v1:0', views: [] } as never,
  });
  await host.release();
  await stepped;
  await flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(host.drafts.get(active())?.text).toBe('the version before');
  expect(draftOf(useRequest.getState()).text).toBe('the version before');
});

it('a name given while the host takes a step back is not told with the draft from before', async () => {
  const host = await withHost();
  typeText('the version after');
  await flush();
  host.hold();
  const stepped = stepDraft(-1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const named = nameTab('mine');
  await host.release();
  await Promise.all([stepped, named]);
  expect(host.drafts.get(active())?.text).toBe('the version before');
  expect(host.nameOf(active())).toBe('mine');
});

it('two tabs close when asked twice at once', async () => {
  const host = await withHost();
  const first = active();
  await newTab({ text: 'a' });
  await newTab({ text: 'b' });
  await Promise.all([closeTab(), closeTab()]);
  expect(host.ids).toHaveLength(1);
  expect(names()).toHaveLength(1);
  expect(host.drafts.has(first)).toBe(true);
});
