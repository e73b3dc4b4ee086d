import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../client.ts';
import { hostOnceConnected, useConnection } from './connection.ts';

const HOST = {} as Client;

const connecting = (): void => useConnection.setState({ status: 'connecting', client: null });
beforeEach(connecting);
afterEach(connecting);

it('what is dropped while the page still connects waits for the host', async () => {
  const asked = hostOnceConnected();
  useConnection.setState({ status: 'open', client: HOST });
  expect(await asked).toBe(HOST);
  expect(await hostOnceConnected()).toBe(HOST);
});

it('a host that cannot be reached is not waited for', async () => {
  const asked = hostOnceConnected();
  useConnection.setState({ status: 'lost', client: null });
  expect(await asked).toBeNull();
  expect(await hostOnceConnected()).toBeNull();
});
