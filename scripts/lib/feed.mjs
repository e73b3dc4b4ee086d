import { createHash } from 'node:crypto';
import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readJson } from './project.mjs';

async function digestOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/**
 * Writes the list of versions that the app asks (`updates` in package.json) whether there is a newer one: this
 * version, where it is, and its files with their sums.
 *
 * @param {string} folder where the installers lie
 * @param {readonly string[]} installers their paths
 * @returns {Promise<string>} the file
 */
export async function writeFeed(folder, installers) {
  const { version, homepage } = readJson('package.json');
  const files = [];
  for (const file of installers)
    files.push({ name: basename(file), bytes: statSync(file).size, sha512: await digestOf(file) });
  const target = join(folder, 'latest.json');
  const feed = { version, url: `${homepage}/releases/tag/v${version}`, files };
  writeFileSync(target, `${JSON.stringify(feed, null, 2)}\n`);
  return target;
}
