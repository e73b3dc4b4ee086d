import { copyFileSync, mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { countOption } from './lib/count-option.mjs';
import { besideNative, NATIVE_FILE, nativeDatabase } from './lib/native-database.mjs';
import { inRoot } from './lib/project.mjs';

/**
 * `npm run crash -- [--kills N]`: kills a process that writes the history, again and again, and looks at the store
 * after each: is it sound, is all there that was reported as kept, is every piece counted right? Exit code 1 where not.
 */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '1000' } } });
const kills = countOption('--kills', values.kills);

const outdir = inRoot('out', 'crash');
mkdirSync(outdir, { recursive: true });
await build({
  entryPoints: ['writer', 'run'].map((name) => inRoot('electron', 'history', 'crash', `${name}.ts`)),
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  mainFields: ['module', 'main'],
  target: 'node20',
  plugins: [besideNative],
  logLevel: 'warning',
});
const native = nativeDatabase();
if (!native) {
  console.error('The database’s native part is not there for this machine.');
  process.exit(2);
}
copyFileSync(native.file, inRoot('out', 'crash', NATIVE_FILE));
const { crash } = (await import(pathToFileURL(inRoot('out', 'crash', 'run.cjs')).href)).default;
const started = performance.now();
const { acknowledged, wrong } = await crash({
  kills,
  writer: inRoot('out', 'crash', 'writer.cjs'),
  onProgress: (done) => {
    if (done % 100 === 0) console.log(`${done} of ${kills}`);
  },
});
for (const problem of wrong.slice(0, 20)) console.log(problem);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `${kills} kills in ${seconds} s: ${acknowledged} exchanges reported as kept, ${wrong.length} problems.`,
);
process.exit(wrong.length === 0 ? 0 : 1);
