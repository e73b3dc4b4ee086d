import { expect, it } from 'vitest';
import { Inbox } from './inbox.ts';
import type { ToStore } from './protocol.ts';

const named = (name: string): ToStore => ({
  type: 'take',
  packed: Buffer.from(name),
  bytes: name.length,
});

/** A message of some steps, each of which takes longer than a turn may. */
function* slowly(message: ToStore, log: string[]): Generator<void> {
  const name = message.type === 'take' ? Buffer.from(message.packed).toString() : message.type;
  for (let step = 1; step <= 3; step++) {
    const until = performance.now() + 5;
    while (performance.now() < until);
    log.push(`${name} ${step}`);
    yield;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('a message that takes long lets be read what comes meanwhile, and is done before the next', async () => {
  const log: string[] = [];
  const inbox = new Inbox();
  inbox.put(named('first'));
  inbox.open((message) => slowly(message, log));
  while (log.length === 0) await turn();
  expect(log).toEqual(['first 1']);
  inbox.put(named('second'));
  log.push('read');
  while (log.length < 7) await turn();
  expect(log).toEqual(['first 1', 'read', 'first 2', 'first 3', 'second 1', 'second 2', 'second 3']);
});

it('what goes on coming does not keep it from what has come', async () => {
  const log: string[] = [];
  const inbox = new Inbox();
  inbox.open((message) => slowly(message, log));
  inbox.put(named('first'));
  for (let turns = 0; turns < 50; turns++) {
    inbox.reading();
    await turn();
  }
  expect(log).toEqual(['first 1', 'first 2', 'first 3']);
});
