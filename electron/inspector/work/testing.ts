import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Program } from '../../compiled/program.ts';

async function make(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node16',
    mainFields: ['module', 'main'],
  });
  return outputFiles[0]?.text ?? '';
}

let made: Promise<string> | null = null;

/** The worker's program as the build makes it; for tests, whose files share it. */
export function workerSource(): Promise<string> {
  made ??= make();
  return made;
}

/** The same as what a thread is started on. */
export const workerProgram = async (): Promise<Program> => ({ text: await workerSource(), compiled: null });
