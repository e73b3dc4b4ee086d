import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { appImageRuntime } from '../electron-runtime.mjs';
import { aptInstall } from './apt.mjs';
import { inRoot } from './project.mjs';
import { which } from './run.mjs';

/** A program of the system, from a Debian package where it is not there yet. */
async function tool(name, from) {
  const found = (await which(name)) ?? ((await aptInstall([from])) ? await which(name) : null);
  if (!found) throw new Error(`${name} is missing. Run: apt-get install -y ${from}`);
  return found;
}

/** The tools of an AppImage, laid out as electron-builder downloads them. */
async function appImageTools() {
  const folder = inRoot('.cache/appimage-tools');
  const link = (from, to) => existsSync(join(folder, to)) || symlinkSync(from, join(folder, to));
  for (const part of ['runtimes', 'lib/x64']) mkdirSync(join(folder, part), { recursive: true });
  link(await tool('mksquashfs', 'squashfs-tools'), 'mksquashfs');
  link(await tool('desktop-file-validate', 'desktop-file-utils'), 'desktop-file-validate');
  link(await appImageRuntime(), 'runtimes/runtime-x64');
  return folder;
}

/**
 * What electron-builder downloads from GitHub to make installers for Linux, found on this machine instead.
 *
 * @returns {Promise<Record<string, string>>} what electron-builder reads in its environment
 * @throws {Error} one that names what is missing and the command
 */
export async function installerTools() {
  for (const [name, from] of [
    ['dpkg-deb', 'dpkg'],
    ['rpmbuild', 'rpm'],
    ['cpio', 'cpio'],
  ])
    await tool(name, from);
  return {
    ELECTRON_BUILDER_7ZIP_PATH: await tool('7za', 'p7zip-full'),
    CUSTOM_FPM_PATH: (await which('fpm')) ?? inRoot('scripts/fpm.mjs'),
    APPIMAGE_TOOLS_PATH: await appImageTools(),
  };
}
