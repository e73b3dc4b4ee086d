import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { afterEach, expect, it } from 'vitest';
import { buildStore, newFile } from '../testing.ts';
import { framed } from './frame.ts';

let child: ChildProcess | null = null;
afterEach(() => void child?.kill('SIGKILL'));

/** The nice level of each thread of a process. */
const levels = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });

it.runIf(process.platform === 'linux')(
  'every thread of the store gives way to the process that forwards',
  async () => {
    const store = fork(await buildStore(), [], {
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    child = store;
    const opened = new Promise((resolve) => store.once('message', resolve));
    const listing = { careful: false, worker: null, listed: false, firstNumber: 1, tellsRows: false };
    for (const piece of framed({ type: 'open', file: newFile(), salt: 'test', ...listing }))
      store.stdin?.write(piece);
    await opened;
    const all = levels(store.pid ?? 0);
    expect(all.length).toBeGreaterThan(1);
    const least = Math.min(getPriority() + 1, constants.priority.PRIORITY_LOW);
    expect(all.filter((level) => level < least)).toEqual([]);
  },
);
