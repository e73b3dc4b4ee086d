import { afterAll, expect, it, vi } from 'vitest';
import type { Client } from '../client.ts';

vi.resetModules();
const { useConnection } = await import('./connection.ts');
const { sendRequest } = await import('./sending.ts');
const { useSends } = await import('./sends.ts');
const { playScenario } = await import('./simulator.ts');
const { useWorkspace } = await import('./workspace.ts');
afterAll(() => vi.resetModules());

it('what is sent right after the simulator was told what goes wrong meets it told', async () => {
  const calls: string[] = [];
  let told: () => void = () => undefined;
  const client = {
    simulator: {
      play: () =>
        new Promise((resolve) => {
          told = () => {
            calls.push('told');
            resolve({ ok: false, problems: [] });
          };
        }),
    },
    send: async () => {
      calls.push('sent');
      return [];
    },
    took: async () => undefined,
  } as unknown as Client;
  useConnection.setState({ client });
  useWorkspace.setState({ active: 'a' });
  const playing = playScenario('throttled');
  const sent = sendRequest();
  await vi.waitFor(() => expect(useSends.getState().sends).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 5));
  told();
  await Promise.all([playing, sent]);
  expect(calls).toEqual(['told', 'sent']);
});

it('a fault that was chosen while the request was made ready is none of the prediction', async () => {
  let told: (() => void) | null = null;
  const refused = { type: 'failure', failure: { kind: 'http', status: 429 } };
  const client = {
    simulator: { play: async () => ({ ok: false, problems: [] }) },
    send: async function* () {
      await new Promise<void>((resolve) => {
        told = resolve;
      });
      yield refused;
      yield { type: 'end', status: 'failed' };
    },
    took: async () => undefined,
  } as unknown as Client;
  useConnection.setState({ client });
  await playScenario('');
  const sent = sendRequest(null, 'beside');
  await vi.waitFor(() => expect(told).not.toBeNull());
  expect(useSends.getState().sends[0]?.injected).toBe(false);
  await playScenario('throttled');
  (told as (() => void) | null)?.();
  await sent;
  expect(useSends.getState().sends[0]).toMatchObject({ failure: { status: 429 }, injected: true });
});
