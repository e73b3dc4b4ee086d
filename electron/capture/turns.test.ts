import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('between two calls that begin passes what came meanwhile, and they begin in their order', async () => {
  const turns = new Turns();
  const log: string[] = [];
  let over = false;
  const pass = (): void => {
    log.push('passed');
    if (!over) setImmediate(pass);
  };
  const calls = [1, 2, 3].map((call) => turns.next().then(() => log.push(`began ${call}`)));
  setImmediate(pass);
  await Promise.all(calls);
  over = true;
  expect(log.slice(0, 5)).toEqual(['began 1', 'passed', 'began 2', 'passed', 'began 3']);
});

it('a call that comes when none waits begins, too', async () => {
  const turns = new Turns();
  await turns.next();
  await Promise.all([turns.next(), turns.next()]);
  await turns.next();
});
