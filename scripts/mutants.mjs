import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot, readJson } from './lib/project.mjs';
import { runNode } from './lib/run.mjs';
import { againstAnswers } from './mutants/answered.mjs';
import { TARGETS } from './mutants/targets.mjs';

// node scripts/mutants.mjs [target …]: changes the code of each target piece by piece and counts which
// changes its tests notice. Code of the pipeline is first held against the recorded answers, all in one process;
// Stryker runs the tests of the target on what they left. Minutes for each target, one processor.

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

const MUTATOR = { excludedMutations: ['StringLiteral', 'ObjectLiteral'] };

function configOf(name, folder, mutate) {
  const { tests } = TARGETS[name];
  const vitest = inRoot('.cache', 'mutants', `${name}.vitest.config.mjs`);
  // The day is that of the other unit tests (`vitest.config.mts`).
  const test = { include: tests, testTimeout: 60_000, env: { STRATA_AS_OF: '2025-09-01' } };
  writeFileSync(vitest, `export default ${JSON.stringify({ test })};\n`);
  return {
    testRunner: 'vitest',
    vitest: { configFile: vitest, related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate,
    mutator: MUTATOR,
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

/** What Stryker's report says of the mutants in some code. */
async function stryker(name, folder, mutate) {
  const config = `${folder}/stryker.config.json`;
  writeFileSync(config, JSON.stringify(configOf(name, folder, mutate)));
  const { code, output } = await runNode([
    inRoot('node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    config,
  ]);
  if (code !== 0)
    throw new Error(`Stryker failed on ${name}:\n${output.trim().split('\n').slice(-60).join('\n')}`);
  const { files } = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8'));
  return Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file })),
  );
}

/** One mutant of the report, or of the instrumenter, which counts lines and columns from 0. */
const keyOf = (file, { start, end }, { mutatorName, replacement }, first) =>
  [
    file,
    ...[start, end].flatMap(({ line, column }) => [line - first, column - first]),
    mutatorName,
    replacement,
  ].join(' ');

/** How many the recorded answers noticed, and what Stryker says of all others. */
async function triedMutants(name, folder) {
  const { mutate, answered } = TARGETS[name];
  if (!answered) return { noticed: 0, mutants: await stryker(name, folder, mutate) };
  const { noticed, left } = await againstAnswers(name, mutate, MUTATOR);
  if (left.length === 0) return { noticed, mutants: [] };
  const ranges = left.map(
    ({ fileName, location: { start, end } }) =>
      `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`,
  );
  const keys = new Set(left.map((one) => keyOf(one.fileName, one.location, one, 0)));
  const told = await stryker(name, folder, [...new Set(ranges)]);
  return { noticed, mutants: told.filter((one) => keys.has(keyOf(one.file, one.location, one, 1))) };
}

async function measure(name) {
  const folder = inRoot('.cache', 'mutants', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { noticed, mutants } = await triedMutants(name, folder);
  const killed = noticed + mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const alive = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const lineOf = ({ file, location }) =>
    readFileSync(inRoot(file), 'utf8').split('\n')[location.start.line - 1].trim();
  const lived = alive.filter((one) => !isArgued(one.file, lineOf(one), one));
  for (const one of lived) {
    const place = `${one.file}:${one.location.start.line}`;
    console.log(`  ${place} ${one.mutatorName}: ${lineOf(one)} → ${one.replacement}`);
  }
  const share = killed + lived.length === 0 ? 100 : (100 * killed) / (killed + lived.length);
  const counts = `${killed} noticed, ${lived.length} not, ${alive.length - lived.length} argued`;
  console.log(`${share >= FLOOR ? '✓' : '✗'} ${name}: ${counts} (${share.toFixed(1)} %)`);
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
