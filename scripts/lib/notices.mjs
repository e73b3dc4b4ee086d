import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './project.mjs';

/**
 * @typedef {{ name: string, version: string }} Package
 * @typedef {{ license: string, packages: Package[], text: string }} Notice one licence text and what stands under it
 */

const TEXT_FILE = /^(licen[cs]e|copying|notice|copyright)([.-][\w.-]*)?$/i;

/**
 * The folder of the package that a bundled file belongs to; null for the project's own files.
 *
 * @param {string} file a path, absolute or relative
 */
export function packageFolder(file) {
  const found = /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file);
  return found ? found[0] : null;
}

function textOf(folder) {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT_FILE.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r\n/g, '\n').trim());
  return texts.filter((text) => text !== '').join('\n\n') || null;
}

function readPackage(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const holder = typeof author === 'string' ? author : (author?.name ?? null);
  return { name, version, license, holder, text: textOf(folder) };
}

const scopeOf = (name) => (name.startsWith('@') ? name.split('/')[0] : null);

/** Whose work a package is that names nobody: a port of OpenAI's tiktoken is under its licence. */
const HOLDERS = { 'js-tiktoken': '2022 OpenAI, Shantanu Jain' };

/**
 * The licence text of a package that ships none: that of another package of the same scope under the
 * same licence, or, for the MIT licence, the standard text with the author's name.
 */
function missingText(wanted, all) {
  const scope = scopeOf(wanted.name);
  const sibling = all.find(
    (one) => scope && scopeOf(one.name) === scope && one.license === wanted.license && one.text,
  );
  if (sibling) return sibling.text;
  const holder = wanted.holder ?? HOLDERS[wanted.name];
  if (wanted.license === 'MIT' && holder) {
    const standard = readFileSync(inRoot('LICENSE'), 'utf8').replace(/\r\n/g, '\n').trim();
    return standard.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
  }
  throw new Error(
    `${wanted.name} ${wanted.version} has no licence text in its package, and nothing says what it would be: ` +
      'it cannot be shipped before scripts/lib/notices.mjs knows.',
  );
}

const byName = (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en');

/**
 * The notices for packages that are part of a bundle. Packages with the same text share one.
 * Throws an Error that names a package whose licence cannot be told.
 *
 * @param {Iterable<string>} folders the packages' folders; repeated ones count once
 * @returns {Notice[]}
 */
export function noticesOf(folders) {
  const all = [...new Set(folders)].map(readPackage).sort(byName);
  /** @type {Map<string, Notice>} */
  const notices = new Map();
  for (const one of all) {
    if (typeof one.license !== 'string') throw new Error(`${one.name} ${one.version} names no licence.`);
    const text = one.text ?? missingText(one, all);
    const key = `${one.license}\n${text}`;
    const notice = notices.get(key) ?? { license: one.license, packages: [], text };
    if (!notice.packages.some(({ name, version }) => name === one.name && version === one.version))
      notice.packages.push({ name: one.name, version: one.version });
    notices.set(key, notice);
  }
  return [...notices.values()];
}

const RULE = '-'.repeat(80);

const OF_THE_APP = [
  'Strata contains the following third-party software. Electron and Chromium come with files of',
  'their own: LICENSE.electron.txt and LICENSES.chromium.html.',
];

/**
 * @param {readonly Notice[]} notices
 * @param {readonly string[]} intro the lines above them
 */
export function noticesText(notices, intro = OF_THE_APP) {
  const parts = notices.map(({ license, packages, text }) =>
    [RULE, ...packages.map(({ name, version }) => `${name} ${version} (${license})`), '', text, ''].join(
      '\n',
    ),
  );
  return [...intro, '', ...parts].join('\n');
}

const listFile = (part) => inRoot('out', `.${part}.packages.json`);

/** Remembers which packages a part of the build contains. */
export function rememberPackages(part, folders) {
  writeFileSync(listFile(part), JSON.stringify([...new Set(folders)].sort(), null, 1));
}

/** @returns {string[] | null} folders of the packages in a built part; null before it was built */
export const rememberedPackages = (part) =>
  existsSync(listFile(part)) ? JSON.parse(readFileSync(listFile(part), 'utf8')) : null;

/** Writes `out/notices` for the parts that are built, whole files at once. */
export function writeNotices(parts) {
  const notices = noticesOf(parts.flatMap((part) => rememberedPackages(part) ?? []));
  mkdirSync(inRoot('out', 'notices'), { recursive: true });
  const put = (name, text) => {
    const scratch = inRoot('out', 'notices', `.${name}.${process.pid}`);
    writeFileSync(scratch, text);
    renameSync(scratch, inRoot('out', 'notices', name));
  };
  put('notices.json', JSON.stringify(notices));
  put('THIRD-PARTY-NOTICES.txt', noticesText(notices));
}
