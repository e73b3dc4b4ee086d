import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { writeLinkPage } from './open-browser.ts';

it('keeps the link off the command line: in a file that only this user can read, and only for a while', () => {
  const link = 'http://127.0.0.1:4711/?token=secret-of-this-link';
  const { address, remove } = writeLinkPage(link);
  expect(address).toMatch(/^file:\/\/.*\/open\.html$/);
  expect(address).not.toContain('secret-of-this-link');
  const file = fileURLToPath(address);
  expect(readFileSync(file, 'utf8')).toContain(`url=${link}`);
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  }
  remove();
  expect(() => readFileSync(file)).toThrow();
});
