import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check, stillRunning } from './check.ts';

/** A store takes so many kills, then a new one is begun: checking takes longer as it grows. */
const KILLS_PER_STORE = 20;

export interface CrashOptions {
  readonly kills: number;
  /** Absolute path of the built writer. */
  readonly writer: string;
  readonly onProgress?: (done: number) => void;
}

export interface CrashResult {
  readonly kills: number;
  readonly acknowledged: number;
  /** What was wrong, with the kill after which it was found. */
  readonly wrong: readonly string[];
}

/** Runs a writer until it is killed, 30 to 430 milliseconds after its first commit; gives what it reported as kept. */
function killOnce(writer: string, file: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = fork(writer, [file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    const kept: string[] = [];
    let armed = false;
    child.on('message', (ids) => {
      kept.push(...(ids as string[]));
      if (!armed) setTimeout(() => child.kill('SIGKILL'), 30 + Math.random() * 400);
      armed = true;
    });
    child.on('error', reject);
    child.on('exit', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(kept);
      else reject(new Error(`the writer ended by itself (${signal})`));
    });
  });
}

/** Kills a writer again and again and looks at the store after each. */
export async function crash({
  kills,
  writer,
  onProgress = () => undefined,
}: CrashOptions): Promise<CrashResult> {
  let acknowledged = 0;
  const wrong: string[] = [];
  for (let kill = 0; kill < kills; ) {
    const dir = mkdtempSync(path.join(tmpdir(), 'strata-crash-'));
    const file = path.join(dir, 'history.sqlite');
    const all: string[] = [];
    for (let i = 0; i < KILLS_PER_STORE && kill < kills; i++, kill++) {
      all.push(...(await killOnce(writer, file)));
      wrong.push(...check(file, all).map((problem) => `after kill ${kill + 1}: ${problem}`));
      onProgress(kill + 1);
    }
    wrong.push(...stillRunning(file).map((problem) => `after kill ${kill}: ${problem}`));
    acknowledged += all.length;
    if (wrong.length === 0) rmSync(dir, { recursive: true, force: true });
  }
  return { kills, acknowledged, wrong };
}
