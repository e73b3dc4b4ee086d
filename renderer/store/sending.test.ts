import { afterAll, expect, it, vi } from 'vitest';
import { deltaBetween } from '../../shared/delta/delta.ts';
import type { Client } from '../client.ts';

vi.resetModules();
const { useConnection } = await import('./connection.ts');
const { followRequest } = await import('./inspection.ts');
const { useNotices } = await import('./notices.ts');
const { typeText } = await import('./request.ts');
const { cancelSend, sendRequest } = await import('./sending.ts');
const { isSending, useSends } = await import('./sends.ts');
const { playScenario } = await import('./simulator.ts');
const { useView } = await import('./view.ts');
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
  const playing = playScenario('throttled', 'Throttled');
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
  await playScenario('', 'Nothing');
  const sent = sendRequest(null, 'beside');
  await vi.waitFor(() => expect(told).not.toBeNull());
  expect(useSends.getState().sends[0]?.injected).toBe(false);
  await playScenario('throttled', 'Throttled');
  (told as (() => void) | null)?.();
  await sent;
  expect(useSends.getState().sends[0]).toMatchObject({ failure: { status: 429 }, injected: true });
});

/** A host that reads a request when it is told to. */
function readingHost() {
  const answers: (() => void)[] = [];
  const sent: string[] = [];
  const result = { kind: 'inspected', model: 'bedrock/meta.read-now-v1:0', views: [] };
  const answer = { kind: 'inspected', delta: deltaBetween(null, result), filtered: [] };
  const client = {
    inspectNext: () =>
      new Promise((resolve) => {
        answers.push(() => resolve({ json: JSON.stringify(answer) }));
      }),
    send: async ({ text }: { readonly text: string }) => {
      sent.push(text);
      return [];
    },
    took: async () => undefined,
  } as unknown as Client;
  return { client, sent, read: () => answers.shift()?.() };
}

it('a request that is sent while it is still being read goes once it is, with what was read of it', async () => {
  const { client, sent, read } = readingHost();
  followRequest();
  useConnection.setState({ client });
  typeText('{"model": "bedrock/meta.read-now-v1:0"}');
  const before = useSends.getState().sends.length;
  read();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const sending = Promise.all([sendRequest(), sendRequest()]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(useSends.getState().sends).toHaveLength(before);
  read();
  await sending;
  expect(sent).toEqual(['{"model": "bedrock/meta.read-now-v1:0"}']);
  expect(useSends.getState().sends[0]).toMatchObject({ title: 'read-now' });
});

it('a request that waited to be read does not bring its screen back to who went on to another', async () => {
  const { client, sent, read } = readingHost();
  followRequest();
  useConnection.setState({ client });
  typeText('{"model": "bedrock/meta.gone-on"}');
  useView.setState({ screen: 'request' });
  const sending = sendRequest();
  useView.setState({ screen: 'live' });
  read();
  await new Promise((resolve) => setTimeout(resolve, 5));
  read();
  await sending;
  expect(sent).toHaveLength(1);
  expect(useView.getState().screen).toBe('live');
  await sendRequest();
  expect(useView.getState().screen).toBe('request');
});

it('a request that is changed while it waits to be read is not sent', async () => {
  const { client, sent, read } = readingHost();
  followRequest();
  useConnection.setState({ client });
  typeText('{"model": "bedrock/meta.typed"}');
  const sending = sendRequest();
  typeText('{"model": "bedrock/meta.typed-further"}');
  read();
  await new Promise((resolve) => setTimeout(resolve, 5));
  read();
  await sending;
  expect(sent).toEqual([]);
  expect(useNotices.getState().notice?.text).toBe(
    'Not sent. The request was changed while it was being read.',
  );
});

it('a request that waits to be read is not sent once it was cancelled', async () => {
  const { client, sent, read } = readingHost();
  followRequest();
  useConnection.setState({ client });
  typeText('{"model": "bedrock/meta.cancelled"}');
  const sending = sendRequest();
  expect(isSending(useSends.getState())).toBe(true);
  cancelSend();
  expect(isSending(useSends.getState())).toBe(false);
  read();
  await new Promise((resolve) => setTimeout(resolve, 5));
  read();
  await sending;
  expect(sent).toEqual([]);
});

it('a side of a comparison that is being read anew is not sent', async () => {
  const { client, sent } = readingHost();
  followRequest();
  useConnection.setState({ client });
  typeText('{"model": "bedrock/meta.changed"}');
  await sendRequest({ view: {} as never, profile: 'litellm-1.109' as never });
  expect(sent).toEqual([]);
  expect(useNotices.getState().notice?.text).toMatch(/^Not sent\. The request is being read/);
});
