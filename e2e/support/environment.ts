import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

/** A setting that `npm test` and `npm run e2e` find out about this machine. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the end-to-end tests with npm run e2e`);
  return value;
}

/** Chromium refuses to run sandboxed as root, which is who runs tests in a container. */
export const CHROMIUM_FLAGS: readonly string[] =
  process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
