import { expect, test } from 'vitest';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { startSimulator } from '../simulator.ts';
import { FAST } from '../testing/send-all.ts';
import { runPython, SETUP_MS } from './python.ts';

interface Outcome {
  readonly program: string;
  readonly ok: boolean;
  readonly detail: string;
}

test(
  'calls of the shapes of AWS’s own examples find in the answer what they read from it',
  async () => {
    await ensurePython('boto3');
    const simulator = await startSimulator({ settings: FAST });
    const outcomes = await runPython<readonly Outcome[]>('boto3', 'aws_calls.py', { url: simulator.url });
    await simulator.close();
    expect(outcomes.length).toBeGreaterThan(70);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  },
  SETUP_MS,
);
