import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'strata-memory-'));
const program = path.join(folder, 'program.cjs');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Makes what lives for a while, turn by turn, and prints how large the memory of what is young became, MB; then the same
 * after V8 made it small, as it does where a process rests.
 */
const PROGRAM = `
import { setImmediate } from 'node:timers/promises';
import { getHeapSnapshot, getHeapSpaceStatistics } from 'node:v8';
import { boundYoung } from './memory.ts';

const youngMb = () =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 2 ** 20;

async function grow() {
  let kept = [];
  for (let turn = 0; turn < 600; turn++) {
    for (let i = 0; i < 2_000; i++) kept.push({ i, list: [i] });
    if (kept.length > 60_000) kept = [];
    await setImmediate();
  }
  return youngMb();
}

async function main() {
  if (process.argv[2] === 'bounded') boundYoung();
  const first = await grow();
  getHeapSnapshot().destroy();
  const small = youngMb();
  console.log(JSON.stringify({ first, small, again: await grow() }));
}
main();
`;

beforeAll(async () => {
  await build({
    stdin: { contents: PROGRAM, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: program,
  });
});

const grown = async (how: string): Promise<Record<'first' | 'small' | 'again', number>> =>
  JSON.parse((await promisify(execFile)(process.execPath, [program, how])).stdout);

it('the memory of what is young grows to 16 MB in a process that bounds it, and beyond in another', async () => {
  expect((await grown('bounded')).first).toBe(16);
  expect((await grown('free')).first).toBeGreaterThan(16);
});

it('where it was made small meanwhile, it grows to as much again', async () => {
  const { small, again } = await grown('bounded');
  expect(small).toBeLessThan(16);
  expect(again).toBe(16);
});
