import { create } from 'zustand';
import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import { mayHaveFamily } from '../../shared/capture/family.ts';
import { useConnection } from '../store/connection.ts';
import { useHistory } from './store.ts';

interface JoinedState {
  /** What is joined with listed exchanges, themselves included. */
  readonly rows: ReadonlyMap<ExchangeId, ExchangeRow>;
  /** Keys of the lines below which others are shown. */
  readonly open: ReadonlySet<string>;
  /** True where calls are listed by which programs only prepare their work. */
  readonly preparation: boolean;
}

export const useJoined = create<JoinedState>(() => ({
  rows: new Map(),
  open: new Set(),
  preparation: false,
}));

/** One question asks for so many at most. */
const MOST_ASKED = 1_000;
/** What happens is asked after at most so often, milliseconds. */
const PAUSE_MS = 250;

/** Rows whose joined ones are known, as they were when they were asked for. */
const asked = new Map<ExchangeId, ExchangeRow>();
let waiting = false;

async function ask(): Promise<void> {
  const { client } = useConnection.getState();
  const ids = useHistory
    .getState()
    .rows.filter((row) => mayHaveFamily(row) && asked.get(row.id) !== row)
    .slice(0, MOST_ASKED);
  if (!client || ids.length === 0) return;
  for (const row of ids) asked.set(row.id, row);
  const rows = await client.history.joined({ ids: ids.map(({ id }) => id) });
  useJoined.setState(({ rows: known }) => ({
    rows: new Map([...known, ...rows.map((row) => [row.id, row] as const)]),
  }));
}

function askSoon(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    ask().catch(() => undefined);
  }, PAUSE_MS);
}

useHistory.subscribe((state, before) => {
  if (state.rows === before.rows) return;
  if (state.query !== before.query) asked.clear();
  askSoon();
});

export const toggleOpen = (key: string): void =>
  useJoined.setState(({ open }) => ({
    open: open.has(key) ? new Set([...open].filter((other) => other !== key)) : new Set([...open, key]),
  }));

export const showPreparation = (preparation: boolean): void => useJoined.setState({ preparation });
