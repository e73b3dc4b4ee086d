import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/project.mjs';
import { runNode } from './lib/run.mjs';

/**
 * `npm run ratios`: measures the transform beside LiteLLM's own and fails where a ratio has fallen by more than a
 * quarter against the recorded one (bench/ratios.json). `npm run ratios -- --record` records what was measured.
 */
const RECORDED = inRoot('bench', 'ratios.json');
const MOST_LOST = 0.25;

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'strata-ratios-'));
  const file = join(folder, 'ratios.json');
  try {
    const { code } = await runNode([inRoot('scripts', 'bench.mjs'), 'pipeline'], {
      stdio: 'inherit',
      env: { ...process.env, STRATA_BENCH_RATIOS: file, STRATA_BENCH_BUSY: 'no' },
    });
    if (code !== 0) process.exit(code);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const measured = await measure();
if (process.argv.includes('--record')) {
  writeFileSync(RECORDED, `${JSON.stringify(measured, null, 2)}\n`);
  console.log(`Recorded in ${RECORDED}.`);
  process.exit(0);
}

const recorded = JSON.parse(readFileSync(RECORDED, 'utf8'));
const fallen = Object.entries(recorded).filter(
  ([name, ratio]) => !(measured[name] >= ratio * (1 - MOST_LOST)),
);
for (const [name, ratio] of fallen)
  console.error(
    `${name}: LiteLLM took ${ratio} times as long when recorded, now ${measured[name] ?? 'not measured'}.`,
  );
if (fallen.length > 0) process.exit(1);
console.log('No ratio fell by more than a quarter against the recorded ones.');
