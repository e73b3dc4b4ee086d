import { create } from 'zustand';
import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import type { CaptureSettings, CaptureState, LiveEvent } from '../../shared/contract/capture.ts';
import { decode } from '../../shared/contract/encoded.ts';
import { noteLive } from '../../shared/contract/live-rows.ts';
import type { SendTarget } from '../../shared/contract/sending.ts';
import type { Client } from '../client.ts';
import { hostOnceConnected, useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { recall, remember, storage } from '../store/remembered.ts';
import { useRequest } from '../store/request.ts';
import { show } from '../store/view.ts';
import { later } from '../ui/on-demand.tsx';
import type { Opened } from './opened.ts';
import { type LiveSort, NEWEST_FIRST } from './sort.ts';

export interface LiveState {
  readonly capture: CaptureState | null;
  /** All rows of this session, by their number. */
  readonly rows: readonly ExchangeRow[];
  /** True while new rows are not shown, so that the list stands still. */
  readonly paused: boolean;
  readonly filter: string;
  readonly sort: LiveSort;
  /** True while the history is listed in place of this session. */
  readonly kept: boolean;
  /** Keys of the lines that are not as they first stand: calls open, conversations folded. */
  readonly turned: ReadonlySet<string>;
  readonly selected: ExchangeId | null;
  /** Which of its attempts is shown; null for the last one. */
  readonly attempt: ExchangeId | null;
  readonly opened: Opened | null;
  /** A call that the next one chosen is compared with. */
  readonly comparing: ExchangeRow | null;
  readonly connecting: boolean;
  /** How a program is connected, in the panel for it. */
  readonly connectBy: 'bedrock' | 'client' | 'start';
  /** A proxy that is to be fronted. */
  readonly proxy: { readonly url: string; readonly stampInBody: boolean } | null;
}

const AREA = storage('local');
/** Whether the history was listed when the window was last closed. */
const KEPT_KEY = 'strata.live-kept';
const isSwitch = (value: unknown): value is boolean => typeof value === 'boolean';

export const useLive = create<LiveState>(() => ({
  capture: null,
  rows: [],
  paused: false,
  filter: '',
  sort: NEWEST_FIRST,
  kept: recall<boolean>(AREA, KEPT_KEY, false, isSwitch),
  turned: new Set(),
  selected: null,
  attempt: null,
  opened: null,
  comparing: null,
  connecting: false,
  connectBy: 'bedrock',
  proxy: null,
}));

useLive.subscribe(({ kept }, before) => {
  if (kept !== before.kept) remember(AREA, KEPT_KEY, kept);
});

/** Rows that stand still: the same ones, each with what became of it. */
export const asTheyAre = (
  rows: readonly ExchangeRow[],
  now: ReadonlyMap<ExchangeId, ExchangeRow>,
): readonly ExchangeRow[] => rows.flatMap(({ id }) => now.get(id) ?? []);

const rowsById = new Map<ExchangeId, ExchangeRow>();

const newestFirst = (): readonly ExchangeRow[] => [...rowsById.values()].sort((a, b) => b.number - a.number);

async function followState(client: Client, signal: AbortSignal): Promise<void> {
  for await (const capture of await client.capture.follow(undefined, { signal }))
    useLive.setState({ capture });
}

/** Whether this changes what is shown of a selected call: itself or one of its attempts is over. */
const tells = (event: LiveEvent, selected: ExchangeId): boolean =>
  event.type === 'interrupted' ||
  (event.type === 'rows' &&
    event.rows.some(
      ({ id, cause, state }) => state !== 'open' && (id === selected || cause?.client === selected),
    ));

async function followRows(client: Client, signal: AbortSignal): Promise<void> {
  rowsById.clear();
  for await (const encoded of await client.capture.rows(undefined, { signal })) {
    const event = decode(encoded);
    noteLive(rowsById, event);
    const { paused, selected, rows } = useLive.getState();
    useLive.setState({ rows: paused ? asTheyAre(rows, rowsById) : newestFirst() });
    if (selected !== null && tells(event, selected)) void openSelected();
  }
}

/** Follows capturing whenever a host is reached. Call once. */
export function followCapture(): void {
  let asked: AbortController | null = null;
  const follow = (client: Client | null): void => {
    asked?.abort();
    if (!client) return;
    asked = new AbortController();
    const { signal } = asked;
    followState(client, signal).catch(() => undefined);
    followRows(client, signal).catch(() => undefined);
  };
  follow(useConnection.getState().client);
  useConnection.subscribe((state, before) => {
    if (state.client !== before.client) follow(state.client);
  });
}

/** Says that the host could not do something. */
export const fail = (error: unknown): void =>
  notify(error instanceof Error ? error.message : 'The host does not answer.');

/** Starts capturing, or brings it to what is chosen now. */
export async function startCapture(change: { readonly target?: SendTarget } = {}): Promise<void> {
  const client = await hostOnceConnected();
  if (!client) return fail(null);
  const { capture, proxy } = useLive.getState();
  const settings: CaptureSettings = {
    port: capture?.bedrock?.port ?? 0,
    target: change.target ?? capture?.target ?? { kind: 'simulator' },
    front: proxy && { port: 0, proxy: proxy.url, stampInBody: proxy.stampInBody },
  };
  await client.capture
    .start(settings)
    .then((state) => useLive.setState({ capture: state }))
    .catch(fail);
}

export async function clearRows(): Promise<void> {
  await useConnection.getState().client?.capture.clear().catch(fail);
  rowsById.clear();
  useLive.setState({ rows: [], selected: null, opened: null, comparing: null });
}

export function pauseRows(paused: boolean): void {
  useLive.setState(paused ? { paused } : { paused, rows: newestFirst() });
}

export const showConnect = (connecting: boolean): void => useLive.setState({ connecting });

/** Shows the panel that connects programs, in one of its parts; Strata listens from then on. */
export function connectProgram(connectBy: LiveState['connectBy']): void {
  show({ screen: 'live' });
  useLive.setState({ kept: false, connectBy });
  if (!useLive.getState().capture?.bedrock) void startCapture();
  showConnect(true);
}

/** Openings are counted: one that began earlier takes no place of one that began later. */
let [openings, newestShown] = [0, 0];

/** What reads whole calls. */
const loadReader = later(() => import('./opened.ts'));

/** Reads the selected call, or its chosen attempt, and shows it. */
export async function openSelected(): Promise<void> {
  const { client } = useConnection.getState();
  const { selected, attempt, rows } = useLive.getState();
  if (!client || selected === null) return;
  const mine = ++openings;
  const { profile } = useRequest.getState();
  try {
    const { loadOpened } = await loadReader();
    const opened = await loadOpened(client, { selected, attempt, profile, rows });
    const now = useLive.getState();
    if (!opened || mine < newestShown || now.selected !== selected || now.attempt !== attempt) return;
    newestShown = mine;
    useLive.setState({ opened });
  } catch (error) {
    fail(error);
  }
}
