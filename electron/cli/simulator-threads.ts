import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Workshop } from '../inspector/work/workshop.ts';
import type { SimulatorThreads } from '../simulator/settings.ts';

const WORKER = path.join(__dirname, '../worker/worker.cjs');

/** Threads for a simulator of the command line, started with its first large request. They end with the process. */
export function simulatorThreads(): SimulatorThreads {
  let workshop: Promise<Workshop> | null = null;
  return {
    one: async (job, signal) => {
      workshop ??= readFile(WORKER, 'utf8').then((source) => new Workshop(source, { warm: false }));
      return (await workshop).one(job, signal);
    },
  };
}
