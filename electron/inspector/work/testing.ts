import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Program, shared } from '../../compiled/program.ts';

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
function workerSource(): Promise<string> {
  made ??= make();
  return made;
}

/** The same as what a thread is started on. */
export const workerProgram = async (): Promise<Program> => ({
  bytes: shared(Buffer.from(await workerSource())),
  compiled: null,
});

/** The same as a file; its absolute path. */
export async function workerFile(): Promise<string> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'strata-worker-')), 'worker.cjs');
  writeFileSync(file, await workerSource());
  return file;
}
