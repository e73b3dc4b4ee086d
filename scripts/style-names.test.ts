import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const RENDERER = fileURLToPath(new URL('../renderer', import.meta.url));

const SHEET = /^import (\w+) from '([^']+\.module\.css)';$/gm;

/** The names of classes that a component takes from a style sheet without finding them there. */
function missingIn(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(SHEET)].flatMap(([, sheet, path = '']) => {
    const css = readFileSync(join(dirname(file), path), 'utf8');
    const there = new Set([...css.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name]) => name));
    const taken = [...text.matchAll(new RegExp(`\\b${sheet}\\.(\\w+)`, 'g'))].map(([, name]) => name);
    return taken
      .filter((name) => !there.has(name))
      .map((name) => `${file.slice(RENDERER.length + 1)}: ${sheet}.${name}`);
  });
}

test('a class that a component takes from a style sheet stands in it', () => {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((name) => missingIn(join(RENDERER, name)))).toEqual([]);
});
