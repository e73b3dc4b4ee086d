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

/** Makes what lives for a while, turn by turn, and prints how large the memory of what is young became, MB. */
const PROGRAM = `
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { boundYoung } from './memory.ts';

async function main() {
  if (process.argv[2] === 'bounded') boundYoung();
  let kept = [];
  for (let turn = 0; turn < 600; turn++) {
    for (let i = 0; i < 2_000; i++) kept.push({ i, list: [i] });
    if (kept.length > 60_000) kept = [];
    await setImmediate();
  }
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  console.log(young.space_size / 2 ** 20);
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

const youngMb = async (how: string): Promise<number> =>
  Number((await promisify(execFile)(process.execPath, [program, how])).stdout);

it('the memory of what is young grows to 16 MB in a process that bounds it, and beyond in another', async () => {
  expect(await youngMb('bounded')).toBe(16);
  expect(await youngMb('free')).toBeGreaterThan(16);
});
