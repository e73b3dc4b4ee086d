import { create } from 'zustand';
import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import type {
  Distribution,
  Facet,
  HistoryEvent,
  HistoryPage,
  HistoryState,
  PageCursor,
  SavedFilter,
  Sort,
  SortKey,
} from '../../shared/contract/history.ts';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';

/** Rows that one question brings. */
const PAGE = 200;
/** What is typed is asked for after a pause, milliseconds. */
const PAUSE_MS = 160;
/** Counts follow what happens at most so often, milliseconds. */
const COUNT_MS = 1_000;

export const FACETS = ['status', 'flag', 'model', 'program', 'error', 'route', 'release', 'source'] as const;

interface HistoryViewState {
  readonly query: string;
  readonly sort: Sort;
  readonly rows: readonly ExchangeRow[];
  readonly next: PageCursor | null;
  /** Milliseconds since 1970: what is older was not searched yet; null where all was. */
  readonly searchedTo: number | null;
  readonly loading: boolean;
  readonly count: number | null;
  /** Exchanges in the store, whatever the filter. */
  readonly total: number | null;
  readonly facets: readonly Facet[];
  readonly numbers: readonly Distribution[];
  readonly filters: readonly SavedFilter[];
  readonly store: HistoryState | null;
  readonly selected: ExchangeId | null;
  /** The exchange that the selected one is compared with. */
  readonly against: ExchangeId | null;
  /** Its row, where the list does not have it. */
  readonly comparedRow: ExchangeRow | null;
  readonly showNumbers: boolean;
  readonly showFacets: boolean;
}

export const useHistory = create<HistoryViewState>(() => ({
  query: '',
  sort: { by: 'started', descending: true },
  rows: [],
  next: null,
  searchedTo: null,
  loading: false,
  count: null,
  total: null,
  facets: [],
  numbers: [],
  filters: [],
  store: null,
  selected: null,
  against: null,
  comparedRow: null,
  showNumbers: false,
  showFacets: true,
}));

/** True where conversations can be grouped: in the order of time, and where not one of them is asked for. */
export const canGroup = ({ sort, query }: HistoryViewState): boolean =>
  sort.by === 'started' && !query.includes('conversation:');

let asked = 0;
let following: AbortController | null = null;
let pause: ReturnType<typeof setTimeout> | null = null;
let counting = false;

const clientNow = (): Client | null => useConnection.getState().client;

const fail = (error: unknown): void =>
  notify(error instanceof Error ? error.message : 'The host does not answer.');

/** Asks for the list anew, from its beginning. */
export async function refresh(): Promise<void> {
  const client = clientNow();
  if (!client) return;
  const mine = ++asked;
  const { query, sort } = useHistory.getState();
  useHistory.setState({ loading: true });
  follow(client, query);
  try {
    const page = await client.history.page({ query, sort, after: null, limit: PAGE });
    if (mine !== asked) return;
    useHistory.setState({ rows: page.rows, next: page.next, searchedTo: page.searchedTo, loading: false });
    void countAll();
    await searchOn(client, mine, page);
  } catch (error) {
    if (mine === asked) useHistory.setState({ loading: false });
    fail(error);
  }
}

/** A filter that no index answers is searched piece by piece, until there is a screen full or an end. */
async function searchOn(client: Client, mine: number, first: HistoryPage): Promise<void> {
  let page = first;
  while (page.next !== null && useHistory.getState().rows.length < PAGE / 2) {
    const { query, sort } = useHistory.getState();
    useHistory.setState({ loading: true });
    page = await client.history.page({ query, sort, after: page.next, limit: PAGE });
    if (mine !== asked) return;
    add(page);
  }
  useHistory.setState({ loading: false });
}

const add = (page: HistoryPage): void =>
  useHistory.setState(({ rows }) => {
    const known = new Set(rows.map(({ id }) => id));
    return {
      rows: [...rows, ...page.rows.filter(({ id }) => !known.has(id))],
      next: page.next,
      searchedTo: page.searchedTo,
    };
  });

/** The next rows, where there are more. */
export async function loadMore(): Promise<void> {
  const client = clientNow();
  const { next, loading, query, sort } = useHistory.getState();
  if (!client || next === null || loading) return;
  const mine = asked;
  useHistory.setState({ loading: true });
  try {
    const page = await client.history.page({ query, sort, after: next, limit: PAGE });
    if (mine !== asked) return;
    add(page);
    if (page.rows.length === 0) await searchOn(client, mine, page);
  } catch (error) {
    fail(error);
  } finally {
    if (mine === asked) useHistory.setState({ loading: false });
  }
}

async function countAll(): Promise<void> {
  const client = clientNow();
  if (!client) return;
  const { query, showNumbers } = useHistory.getState();
  const [store, count, total, facets, numbers] = await Promise.all([
    client.history.state(),
    client.history.count({ query }),
    client.history.count({ query: '' }),
    client.history.facets({ query, fields: [...FACETS] }),
    showNumbers ? client.history.numbers({ query }) : [],
  ]);
  useHistory.setState({ store });
  if (useHistory.getState().query === query) useHistory.setState({ count, total, facets, numbers });
}

function countSoon(): void {
  if (counting) return;
  counting = true;
  setTimeout(() => {
    counting = false;
    countAll().catch(() => undefined);
  }, COUNT_MS);
}

function follow(client: Client, query: string): void {
  following?.abort();
  const stop = new AbortController();
  following = stop;
  (async () => {
    for await (const event of await client.history.follow({ query }, { signal: stop.signal })) take(event);
  })().catch(() => undefined);
}

function take(event: HistoryEvent): void {
  switch (event.type) {
    case 'state':
      useHistory.setState({ store: event.state });
      break;
    case 'removed': {
      const gone = new Set(event.ids);
      useHistory.setState(({ rows }) => ({ rows: rows.filter(({ id }) => !gone.has(id)) }));
      countSoon();
      break;
    }
    case 'rows':
      useHistory.setState(({ rows, sort }) => ({ rows: merged(rows, event.rows, sort) }));
      countSoon();
  }
}

/** Rows that are listed are replaced where they stand; new ones come first where the newest do. */
function merged(
  rows: readonly ExchangeRow[],
  changed: readonly ExchangeRow[],
  sort: Sort,
): readonly ExchangeRow[] {
  const byId = new Map(changed.map((row) => [row.id, row]));
  const kept = rows.map((row) => {
    const now = byId.get(row.id);
    byId.delete(row.id);
    return now ?? row;
  });
  if (sort.by !== 'started' || !sort.descending) return kept;
  const top = rows[0]?.number ?? 0;
  const fresh = [...byId.values()].filter((row) => row.number > top).sort((a, b) => b.number - a.number);
  return [...fresh, ...kept];
}

/** Takes a filter; the list follows after a pause in typing. */
export function setQuery(query: string): void {
  useHistory.setState({ query });
  if (pause) clearTimeout(pause);
  pause = setTimeout(() => {
    pause = null;
    void refresh();
  }, PAUSE_MS);
}

/** Sorts by a column, and the other way round where it is sorted by it already. */
export function sortBy(by: SortKey): void {
  useHistory.setState(({ sort }) => ({ sort: { by, descending: sort.by === by ? !sort.descending : true } }));
  void refresh();
}

export const select = (selected: ExchangeId | null): void => useHistory.setState({ selected, against: null });

/** Compares the selected exchange with another; null ends it. */
export const compareWith = (against: ExchangeId | null): void => useHistory.setState({ against });

/** Compares an exchange with the one before it in its conversation. */
export async function compareWithBefore({ conversation, number }: ExchangeRow): Promise<void> {
  const client = clientNow();
  if (!client || conversation === null) return;
  try {
    const query = `conversation:${conversation} -is:preparation`;
    const sort = { by: 'started', descending: true } as const;
    const { rows } = await client.history.page({ query, sort, after: null, limit: 1_000 });
    const before = rows.find((row) => row.number < number);
    if (before) useHistory.setState({ against: before.id, comparedRow: before });
    else notify('This is the first exchange of its conversation.');
  } catch (error) {
    fail(error);
  }
}

export function toggleNumbers(): void {
  useHistory.setState(({ showNumbers }) => ({ showNumbers: !showNumbers }));
  countAll().catch(fail);
}

export const toggleFacets = (): void =>
  useHistory.setState(({ showFacets }) => ({ showFacets: !showFacets }));

export async function pin(id: ExchangeId, pinned: boolean): Promise<void> {
  await clientNow()
    ?.history.pin({ ids: [id], pinned })
    .catch(fail);
}

export async function remove(id: ExchangeId): Promise<void> {
  await clientNow()
    ?.history.remove({ ids: [id] })
    .catch(fail);
  useHistory.setState(({ selected }) => (selected === id ? { selected: null } : {}));
}

export async function saveFilters(filters: readonly SavedFilter[]): Promise<void> {
  const client = clientNow();
  if (!client) return;
  try {
    useHistory.setState({ filters: await client.history.filters.set([...filters]) });
  } catch (error) {
    fail(error);
  }
}

/** Values of a field that begin with what is typed, the most frequent first. */
export async function valuesOf(field: string): Promise<readonly { value: string; count: number }[]> {
  return (await clientNow()?.history.values({ field })) ?? [];
}

/** Reads the list when the view is first shown, and again whenever a host is reached. */
export async function openHistory(): Promise<void> {
  const client = clientNow();
  if (!client) return;
  void refresh();
  try {
    useHistory.setState({ filters: await client.history.filters.get() });
  } catch {
    // The store says itself what is the matter with it.
  }
}
