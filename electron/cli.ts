import nodeModule from 'node:module';
import { isMainThread, workerData } from 'node:worker_threads';
import type { ThreadTask } from './cli/crew.ts';
import { runCommandLine } from './cli/main.ts';
import { Output } from './cli/output.ts';
import { reasonOf } from './cli/reason.ts';
import { workAsThread } from './cli/thread.ts';
import { compiledDir } from './compiled/folder.ts';
import { cacheCompiledCode } from './compiled/loader.ts';

/** Node 22 and later keep the compiled code for the next start; the types are those of Node 20. */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: (dir: string) => unknown };
// Not where Node keeps it by itself, in the folder for temporary files: others can write there first.
if (enableCompileCache) enableCompileCache(process.env.NODE_COMPILE_CACHE || compiledDir());
else cacheCompiledCode(__dirname, compiledDir());

if (isMainThread) {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    console.error(`strata: The result cannot be written: ${reasonOf(error)}`);
    process.exit(2);
  });

  runCommandLine(process.argv.slice(2), new Output(process.stdout, process.stderr)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 2;
    },
  );
} else {
  void workAsThread(workerData as ThreadTask);
}
