import type { ExchangeId } from '../../shared/capture/exchange.ts';
import { useConnection } from '../store/connection.ts';
import { show } from '../store/view.ts';
import type { LiveSortKey } from './sort.ts';
import { fail, type LiveState, openSelected, startCapture, useLive } from './store.ts';

export async function stopCapture(): Promise<void> {
  const { client } = useConnection.getState();
  await client?.capture
    .stop()
    .then((capture) => useLive.setState({ capture }))
    .catch(fail);
}

/** Starts a program with its calls going through Strata. */
export async function startProgram(wanted: {
  readonly command: string;
  readonly folder: string;
  readonly keepCredentials: boolean;
}): Promise<void> {
  await useConnection
    .getState()
    .client?.capture.run(wanted)
    .then((capture) => useLive.setState({ capture }))
    .catch(fail);
}

/** Makes one small call through the listener. */
export async function makeTestCall(): Promise<void> {
  await useConnection
    .getState()
    .client?.capture.test()
    .then((capture) => useLive.setState({ capture }))
    .catch(fail);
}

export async function endProgram(id: string): Promise<void> {
  await useConnection.getState().client?.capture.end({ id }).catch(fail);
}

export async function frontFor(proxy: LiveState['proxy']): Promise<void> {
  useLive.setState({ proxy });
  await startCapture();
}

/** Sorts by a column, and the other way round where it is sorted by it already. */
export const sortLive = (by: LiveSortKey): void =>
  useLive.setState(({ sort }) => ({ sort: { by, descending: sort.by === by ? !sort.descending : true } }));

/** Opens a line or folds it. */
export function toggleRow(key: string): void {
  useLive.setState(({ turned }) => ({
    turned: turned.has(key)
      ? new Set([...turned].filter((other) => other !== key))
      : new Set([...turned, key]),
  }));
}

/** Shows what was captured and sent, earlier sessions included. */
export function showHistory(): void {
  show({ screen: 'live' });
  useLive.setState({ kept: true, selected: null, opened: null });
}

export function selectRow(id: ExchangeId | null): void {
  useLive.setState(
    id === null ? { selected: null, attempt: null, opened: null } : { selected: id, attempt: null },
  );
  if (id !== null) void openSelected();
}

/** Shows another attempt of the selected call. */
export function showAttempt(attempt: ExchangeId): void {
  useLive.setState({ attempt });
  void openSelected();
}
