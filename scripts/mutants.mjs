import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot, readJson } from './lib/project.mjs';
import { runNode } from './lib/run.mjs';
import { TARGETS } from './mutants/targets.mjs';

// node scripts/mutants.mjs [target …]: changes the code of each target piece by piece and counts which
// changes its tests notice. Slow: minutes to an hour for each target, one processor.

/** The share of mutants that tests have to notice, per cent; argued survivors are left out. */
const FLOOR = 85;

const argued = readJson('scripts/mutants/survivors.json');

/** A survivor is known by its file, the line as it stands and what takes its place. */
const isArgued = (file, line, { mutatorName, replacement }) =>
  argued.some(
    (one) =>
      one.file === file &&
      one.line === line.trim() &&
      one.mutator === mutatorName &&
      one.replacement === replacement,
  );

function configOf(name, folder) {
  const { mutate, tests, env = {} } = TARGETS[name];
  const vitest = inRoot('.cache', 'mutants', `${name}.vitest.config.mjs`);
  // The day is that of the other unit tests (`vitest.config.mts`).
  const test = { include: tests, testTimeout: 60_000, env: { STRATA_AS_OF: '2025-09-01', ...env } };
  writeFileSync(vitest, `export default ${JSON.stringify({ test })};\n`);
  return {
    testRunner: 'vitest',
    vitest: { configFile: vitest, related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate,
    mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
    ignoreStatic: true,
    coverageAnalysis: 'perTest',
    concurrency: 1,
    inPlace: false,
    symlinkNodeModules: true,
    ignorePatterns: ['out', 'dist', '.cache', 'docs', 'test-results'],
    // One for each target: Stryker clears it at its end, and another may be running.
    tempDirName: inRoot('.cache', 'mutants', `${name}.sandbox`),
    reporters: ['json'],
    jsonReporter: { fileName: `${folder}/report.json` },
    allowConsoleColors: false,
    disableTypeChecks: true,
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 30,
  };
}

async function measure(name) {
  const folder = inRoot('.cache', 'mutants', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const config = `${folder}/stryker.config.json`;
  writeFileSync(config, JSON.stringify(configOf(name, folder)));
  const { code, output } = await runNode([
    inRoot('node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    config,
  ]);
  if (code !== 0)
    throw new Error(`Stryker failed on ${name}:\n${output.trim().split('\n').slice(-60).join('\n')}`);
  const { files } = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8'));
  let [killed, lived, excused] = [0, 0, 0];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n');
    for (const mutant of mutants) {
      if (mutant.status === 'Killed' || mutant.status === 'Timeout') killed++;
      if (mutant.status !== 'Survived' && mutant.status !== 'NoCoverage') continue;
      const { line } = mutant.location.start;
      if (isArgued(file, lines[line - 1], mutant)) excused++;
      else {
        lived++;
        console.log(
          `  ${file}:${line} ${mutant.mutatorName}: ${lines[line - 1].trim()} → ${mutant.replacement}`,
        );
      }
    }
  }
  const share = killed + lived === 0 ? 100 : (100 * killed) / (killed + lived);
  console.log(
    `${share >= FLOOR ? '✓' : '✗'} ${name}: ${killed} noticed, ${lived} not, ${excused} argued (${share.toFixed(1)} %)`,
  );
  return share >= FLOOR;
}

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(TARGETS, name));
if (unknown) {
  console.error(`There is no target "${unknown}"; known: ${Object.keys(TARGETS).join(', ')}`);
  process.exit(2);
}
mkdirSync(inRoot('.cache', 'mutants'), { recursive: true });
let whole = true;
for (const name of names.length > 0 ? names : Object.keys(TARGETS)) whole = (await measure(name)) && whole;
process.exit(whole ? 0 : 1);
