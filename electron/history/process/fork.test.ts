import { expect, it } from 'vitest';
import { buildStore, newFile, startOf } from '../testing.ts';
import { forkStore } from './fork.ts';
import { Packer } from './pack.ts';

const BATCHES = 48;
const CALLS = 40;
const BODY = Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(6_000) }] }));

/** Calls that the store has some work with. */
function batch() {
  const packer = new Packer();
  for (let i = 0; i < CALLS; i++) {
    const start = startOf();
    const { id } = start;
    packer.add({ type: 'opened', start });
    packer.add({ type: 'request-body', id, bytes: BODY });
    packer.add({ type: 'request-ended', id, atMs: 1 });
    packer.add({ type: 'ended', id, end: { state: 'done', atMs: 3, failure: '' } });
  }
  return { type: 'take', ...packer.take() } as const;
}

it('what the store is behind with waits in its own process', async () => {
  const line = forkStore(await buildStore());
  const listing = { careful: false, worker: null, listed: false, firstNumber: 1, tellsRows: false };
  let took = 0;
  const done = new Promise<void>((resolve) => {
    line.onMessage(({ type }) => {
      if (type === 'took' && ++took === BATCHES) resolve();
    });
  });
  line.send({ type: 'open', file: newFile(), salt: 'test', ...listing });
  const sent = Array.from(
    { length: BATCHES },
    () => new Promise<void>((resolve) => line.send(batch(), resolve)),
  );
  await Promise.all(sent);
  expect(took).toBeLessThan(BATCHES / 2);
  await done;
  line.kill();
});
