import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The worker's program as the build makes it; for tests. */
export async function workerSource(): Promise<string> {
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
