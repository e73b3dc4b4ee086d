import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from './report.ts';

const scripts = path.join(process.env.STRATA_ROOT ?? '.', 'bench');

/** The interpreter that `scripts/bench.mjs` has set up, with boto3 and LiteLLM from PyPI. */
const python = process.env.STRATA_BENCH_PYTHON ?? '';

/**
 * Runs a peer written in Python with `input` on its standard input. It prints one line of JSON per
 * figure. Gives no figures where there is no interpreter; the table then says so by leaving it out.
 */
export async function timePython(script: string, input: Buffer): Promise<readonly Figure[]> {
  if (!existsSync(python)) {
    console.log(`  (no Python peer for ${script}: set it up with npm run bench)`);
    return [];
  }
  const child = spawn(python, [path.join(scripts, script)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
  });
  child.stdin.end(input);
  const lines: Buffer[] = [];
  for await (const part of child.stdout) lines.push(part as Buffer);
  const text = Buffer.concat(lines).toString().trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Figure);
}
