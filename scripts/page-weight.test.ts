import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

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

test('the page begins without the editor and without the readers of code', () => {
  const page = [...broughtBy('renderer/main.tsx')];
  expect(page).toContain('react');
  expect(page.length).toBeGreaterThan(200);
  expect(page.filter((name) => /^@?(?:codemirror|lezer)\b/.test(name))).toEqual([]);
});
