import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { readOn } from './follow-running.ts';
import type { Opened } from './opened.ts';
import { useLive } from './store.ts';

const running = (responseText: string): OpenedExchange =>
  ({ row: { id: 'a', state: 'open' }, alterations: [], responseText }) as unknown as OpenedExchange;
const opened = { exchange: running('so far'), inspection: null } as Opened;
/** A host that tells how far the call came. */
const HOST = { capture: { open: async () => ({ json: JSON.stringify(running('further')) }) } };

const rest = (): void => {
  useConnection.setState({ status: 'connecting', client: null });
  useLive.setState({ opened: null });
};
beforeEach(() => {
  useConnection.setState({ status: 'open', client: HOST as unknown as Client });
  useLive.setState({ opened });
});
afterEach(rest);

test('a call that runs is shown as far as it came', async () => {
  await readOn(opened);
  expect(useLive.getState().opened).toEqual({ ...opened, exchange: running('further') });
});

test('a call that came very far stands as it was opened until its end', async () => {
  const long = running('x'.repeat(1_000_001));
  const host = { capture: { open: async () => ({ json: JSON.stringify(long) }) } };
  useConnection.setState({ client: host as unknown as Client });
  await readOn(opened);
  expect(useLive.getState().opened).toBe(opened);
});

test('what was opened meanwhile stays', async () => {
  const reading = readOn(opened);
  const other = { ...opened };
  useLive.setState({ opened: other });
  await reading;
  expect(useLive.getState().opened).toBe(other);
});
