import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

it('ships an Electron whose breaking changes were gone through', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const shipped = Number.parseInt(devDependencies.electron ?? '', 10);
  const heading = /^## Breaking changes, 23 to (\d+)$/m.exec(read('docs/electron.md'));
  expect(shipped).toBeGreaterThan(22);
  expect(Number(heading?.[1]), 'docs/electron.md is to be brought up to this version').toBe(shipped);
});
