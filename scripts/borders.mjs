import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { inRoot } from './lib/project.mjs';

const ROOMS = ['shared', 'electron', 'renderer'];

const { forbidden, options } = createRequire(import.meta.url)(inRoot('.dependency-cruiser.cjs'));
const result = await cruise(
  ROOMS,
  { ...options, ruleSet: { forbidden }, validate: true, baseDir: inRoot() },
  {},
  { tsConfig: extractTSConfig(inRoot('tsconfig.json')) },
);
const { summary, modules } = result.output;

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
// A parser that cannot read the sources would find no violation either.
const silent = ROOMS.filter((room) => {
  const own = modules.filter(({ source }) => source.startsWith(`${room}/`));
  return own.length === 0 || own.every(({ dependencies }) => dependencies.length === 0);
});
for (const room of silent) console.error(`no imports were found in ${room}/: the check checks nothing`);
if (summary.violations.length > 0 || silent.length > 0) process.exit(1);
console.log(`${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports: borders kept.`);
