import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** How the database's package names what finds its native part among those of all platforms. */
const CHOOSES = 'function requireNative() {';

/** What the native part is called beside the program that uses it. */
export const NATIVE_FILE = 'libsql.node';

/**
 * The database's native part for this machine.
 *
 * @returns {{ file: string, folder: string } | null} the file and its package's folder; null where there is none
 */
export function nativeDatabase() {
  try {
    const inside = createRequire(require.resolve('libsql'));
    const { currentTarget } = inside('@neon-rs/load');
    const { familySync, GLIBC, MUSL } = inside('detect-libc');
    const family = familySync();
    let target = currentTarget();
    if (family === GLIBC) target = target.replace(/-musl$/, '-gnu');
    if (family === MUSL) target = target.replace(/-gnueabihf$/, '-musleabihf');
    const file = inside.resolve(`@libsql/${target}`);
    return { file, folder: dirname(file) };
  } catch {
    return null;
  }
}

/** The native part that lies beside the program; else the package of it that npm installed for this platform. */
const BESIDE_FIRST = `function requireNative() {
  try {
    return require('./${NATIVE_FILE}');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    return requireInstalled();
  }
}

function requireInstalled() {`;

/**
 * An esbuild plugin: the program takes the native part that lies beside it, whatever the platform.
 *
 * @type {import('esbuild').Plugin}
 */
export const besideNative = {
  name: 'beside-native',
  setup(build) {
    build.onResolve({ filter: /^\.\/libsql\.node$/ }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /[\\/]node_modules[\\/]libsql[\\/]index\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes(CHOOSES)) {
        throw new Error(
          'libsql loads its native part in another way than scripts/lib/native-database.mjs knows.',
        );
      }
      return { contents: source.replace(CHOOSES, BESIDE_FIRST), loader: 'js' };
    });
  },
};
