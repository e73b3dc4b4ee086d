import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { cacheFile, keepCode, readCode } from './kept-code.ts';

it('names the code of a program in the desktop app’s package by the package: files in there have no times that stay', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-kept-'));
  const archive = path.join(dir, 'app.asar');
  const name = (): string => cacheFile('kept', path.join(archive, 'out/main/app.cjs'));
  writeFileSync(archive, 'one version');
  const first = name();
  expect(path.basename(first)).toMatch(/^app\.cjs\.node\.[\w-]{24}$/);
  expect(name()).toBe(first);
  expect(cacheFile('kept', path.join(archive, 'out/worker/app.cjs'))).not.toBe(first);
  writeFileSync(archive, 'another version');
  expect(name()).not.toBe(first);
  rmSync(dir, { recursive: true });
});

it('neither keeps nor reads anything where Node’s own cache is turned off', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-kept-'));
  const file = path.join(dir, 'compiled', 'app.cjs.node.x');
  const code = Buffer.from('code');
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '1');
  keepCode(file, code);
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '');
  expect(readCode(file)).toBeUndefined();
  keepCode(file, code);
  expect(readCode(file)).toEqual(code);
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '1');
  expect(readCode(file)).toBeUndefined();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});
