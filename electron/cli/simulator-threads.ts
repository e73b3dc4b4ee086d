import path from 'node:path';
import { programOf } from '../compiled/program.ts';
import { Workshop } from '../inspector/work/workshop.ts';
import type { SimulatorThreads } from '../simulator/settings.ts';

const WORKER = path.join(__dirname, '../worker/worker.cjs');

/** Threads for a simulator of the command line, started with its first large request. They end with the process. */
export function simulatorThreads(): SimulatorThreads {
  let workshop: Workshop | null = null;
  return {
    one: (job, signal) => {
      workshop ??= new Workshop(programOf(WORKER), { warm: false });
      return workshop.one(job, signal);
    },
  };
}
