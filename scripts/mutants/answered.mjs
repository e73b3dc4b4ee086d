import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { globSync } from 'tinyglobby';
import { createInjector } from 'typed-inject';
import { bundle } from '../lib/bundled.mjs';
import { inRoot, ROOT } from '../lib/project.mjs';

/** A mutant that keeps its process silent for so long does not end; that is noticed too. */
const SILENCE_MS = 60_000;

const silent = Object.fromEntries(
  ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].flatMap((level) => [
    [level, () => {}],
    [`is${level[0].toUpperCase()}${level.slice(1)}Enabled`, () => false],
  ]),
);

/** The files of a target with every mutant in them, and those mutants. */
function instrumented(mutate, mutator) {
  const injector = createInjector()
    .provideValue('logger', silent)
    .provideValue('getLogger', () => silent);
  const files = globSync(mutate, { cwd: ROOT }).map((name) => ({
    name,
    mutate: true,
    content: readFileSync(inRoot(name), 'utf8'),
  }));
  return createInstrumenter(injector).instrument(files, { plugins: null, ignorers: [], ...mutator });
}

/** Tries mutants until one does not end, and tells what became of those that were tried. */
const tryOn = (program, ids, noticed) =>
  new Promise((resolve, reject) => {
    const child = fork(program, [ids.join()], {
      cwd: ROOT,
      env: { ...process.env, STRATA_AS_OF: '2025-09-01' },
    });
    let at = null;
    let timer = null;
    child.on('message', (told) => {
      clearTimeout(timer);
      at = told.id;
      if ('noticed' in told) noticed.set(told.id, told.noticed);
      else timer = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) return resolve();
      if (at === null || noticed.has(at)) return reject(new Error(`Ended with ${code} outside a mutant.`));
      noticed.set(at, true);
      resolve();
    });
  });

/**
 * The mutants of pipeline code that no recorded answer tells from the code: all answers of `shared/pipeline/testdata/`, in
 * one process, which takes seconds where Stryker starts the tests anew for each mutant.
 *
 * @param {string} name of the target
 * @param {readonly string[]} mutate
 * @param {{ excludedMutations: readonly string[] }} mutator
 * @returns {Promise<{ noticed: number, left: readonly { fileName: string, location: object, mutatorName: string, replacement: string }[] }>}
 *   places count lines and columns from 0
 */
export async function againstAnswers(name, mutate, mutator) {
  const { files, mutants } = await instrumented(mutate, mutator);
  const contents = new Map(files.map((file) => [inRoot(file.name), file.content]));
  const program = inRoot('.cache', 'mutants', name, 'answered.mjs');
  await bundle(inRoot('scripts/mutants/answered.mts'), program, {
    mainFields: ['module', 'main'],
    plugins: [
      {
        name: 'mutants',
        setup: (build) =>
          build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            contents.has(path) ? { contents: contents.get(path), loader: 'ts' } : undefined,
          ),
      },
    ],
  });
  const tried = mutants.filter(({ mutatorName }) => !mutator.excludedMutations.includes(mutatorName));
  const noticed = new Map();
  for (;;) {
    const ids = tried.map(({ id }) => id).filter((id) => !noticed.has(id));
    if (ids.length === 0) break;
    await tryOn(program, ids, noticed);
  }
  return {
    noticed: tried.filter(({ id }) => noticed.get(id)).length,
    left: tried.filter(({ id }) => !noticed.get(id)),
  };
}
