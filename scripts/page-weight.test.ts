import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Static imports and re-exports of values, as the formatter writes them. */
const STATIC = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'([^']+)'/gm;

/** Everything that a module brings along when it is loaded: files of the project, and names of packages. */
function broughtBy(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [path.join(ROOT, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(file)) continue;
    found.add(file);
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(STATIC)) {
      if (name.startsWith('.')) waiting.push(path.resolve(path.dirname(file), name));
      else found.add(name);
    }
  }
  return found;
}

const page = [...broughtBy('renderer/main.tsx')];

test('the page begins without the editor and without the readers of code', () => {
  expect(page).toContain('react');
  expect(page.length).toBeGreaterThan(200);
  expect(page.filter((name) => /^@?(?:codemirror|lezer)\b/.test(name))).toEqual([]);
});

test.each([
  ['charts', /^uplot\b/],
  ['price tables and token counts', /\/shared\/tokens\/(?!media\.ts)/],
  ['what Bedrock’s models can do', /\/shared\/validation\/models\/capabilities\//],
  ['the readers of answers', /\/shared\/way-back\//],
  ['the checks of files', /^zod\b/],
  [
    'comparison, conversation and stream',
    /\/(?:ComparePane|ConversationTab|StreamPane|StreamLab|HandedTab)\.tsx$/,
  ],
  [
    'dialogs and what the palette lists',
    /^cmdk\b|\/(?:Commands|Dialog|Offers|SettingsDialog|About|Share|ShareDialog)\.tsx$/,
  ],
  ['menus, popups and tooltips', /\/ui\/layers\/|\/ThemeLayer\.tsx$/],
  ['what opens at the fields of a request', /\/requestbar\/(?:panels\.ts|\w+(?:Panel|List)\.tsx)$/],
  ['what takes files', /\/store\/(?:restore-send|proxy-files)\.ts$|\/app\/take-/],
  ['what is copied and shared', /\/shared\/share\//],
  ['what takes secrets out', /\/shared\/redaction\//],
  ['readers and editors of JSON', /^jsonc-parser\b|\/shared\/input\/(?!forms\.ts)/],
])('and without %s', (_, part) => {
  expect(page.filter((name) => part.test(name))).toEqual([]);
});

/** Bytes of script that the page may begin with. */
const MOST = 500_000;

test('the page begins with less than 500 kB of scripts', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({
    configFile: path.join(ROOT, 'vite.config.mts'),
    logLevel: 'error',
    build: { write: false },
  }).finally(() => vi.unstubAllEnvs());
  const chunks = [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .flatMap((one) => (one.type === 'chunk' ? [one] : []));
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const begun = new Set<string>();
  const waiting = chunks.flatMap(({ isEntry, fileName }) => (isEntry ? [fileName] : []));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (begun.has(file)) continue;
    begun.add(file);
    waiting.push(...(byFile.get(file)?.imports ?? []));
  }
  const bytes = [...begun].reduce((sum, file) => sum + Buffer.byteLength(byFile.get(file)?.code ?? ''), 0);
  expect(bytes).toBeGreaterThan(MOST / 2);
  expect(bytes).toBeLessThan(MOST);
});
