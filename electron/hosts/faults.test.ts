import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Faults } from './faults.ts';

let logged: string[];
beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((text: string) => void logged.push(text));
});
afterEach(() => vi.restoreAllMocks());

async function gather(faults: Faults, count: number) {
  const stop = new AbortController();
  const found = [];
  for await (const fault of faults.follow(stop.signal)) {
    found.push(fault);
    if (found.length === count) break;
  }
  return found;
}

describe('what fails without anybody waiting for it', () => {
  it('is taken over from the process, and told to pages that come early and late', async () => {
    const process = new EventEmitter();
    const faults = new Faults();
    faults.guard(process as NodeJS.Process);
    const early = gather(faults, 2);
    process.emit('uncaughtException', new TypeError('x is not a function'));
    process.emit('unhandledRejection', 'no reason');
    expect((await early).map(({ kind, message }) => [kind, message])).toEqual([
      ['exception', 'x is not a function'],
      ['rejection', 'no reason'],
    ]);
    expect(await gather(faults, 2)).toEqual(await early);
    expect((await early)[0]?.stack).toContain('faults.test.ts');
  });

  it('is told without secrets, and logged without them', async () => {
    const faults = new Faults();
    const key = `sk-ant-${'aB3dE6gH9k'.repeat(4)}`;
    faults.add('exception', new Error(`cannot send {"api_key": "hunter2hunter2"} with ${key}`));
    const told = JSON.stringify([await gather(faults, 1), logged]);
    for (const secret of ['hunter2', key]) expect(told).not.toContain(secret);
  });

  it('is bounded: a flood of faults, endless texts, and what cannot be written at all', async () => {
    const faults = new Faults();
    const hostile = {
      toString: () => {
        throw new Error('no');
      },
    };
    faults.add('rejection', hostile);
    faults.add('exception', new Error('x'.repeat(10_000_000)));
    for (let i = 0; i < 10_000; i++) faults.add('exception', new Error(String(i)));
    const told = await gather(faults, 20);
    expect(JSON.stringify(told).length).toBeLessThan(500_000);
    expect(logged.length).toBeLessThan(100);
  });
});
