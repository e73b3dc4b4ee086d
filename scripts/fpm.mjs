#!/usr/bin/env node
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runWell } from './lib/run.mjs';

/*
 * Stands in for fpm, which electron-builder makes Debian and RPM packages with, where fpm itself cannot be had: it
 * takes the options that electron-builder gives and hands the work to dpkg-deb and rpmbuild.
 */
const text = { type: 'string' };
const several = { type: 'string', multiple: true };
const { values: asked, positionals: places } = parseArgs({
  allowPositionals: true,
  options: {
    ...Object.fromEntries(
      [
        ['after-install', 'after-remove', 'architecture', 'category', 'deb-compression', 'deb-priority'],
        ['description', 'iteration', 'license', 'log', 'maintainer', 'name', 'package', 'rpm-compression'],
        ['rpm-os', 'rpm-summary', 'url', 'vendor', 'version'],
      ]
        .flat()
        .map((name) => [name, text]),
    ),
    'deb-recommends': several,
    depends: { ...several, short: 'd' },
    'input-type': { ...text, short: 's' },
    'output-type': { ...text, short: 't' },
    force: { type: 'boolean' },
    debug: { type: 'boolean' },
  },
});

/** Bytes of all files below a folder. */
const sizeOf = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
};

/** Puts `source=target` pairs where they belong; a source that ends with a slash is a folder's content. */
function lay(stage) {
  for (const place of places) {
    const cut = place.indexOf('=');
    const [source, target] = [place.slice(0, cut), join(stage, place.slice(cut + 1))];
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }
}

const script = (name) => (asked[name] ? readFileSync(asked[name], 'utf8') : '');

const fields = (list) => list.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n');

async function deb(stage) {
  const size = Math.ceil(sizeOf(stage) / 1024);
  mkdirSync(join(stage, 'DEBIAN'));
  const control = fields([
    ['Package', asked.name],
    ['Version', [asked.version, asked.iteration].filter(Boolean).join('-')],
    ['License', asked.license],
    ['Vendor', asked.vendor],
    ['Architecture', asked.architecture],
    ['Maintainer', asked.maintainer],
    ['Installed-Size', String(size)],
    ['Depends', asked.depends?.join(', ')],
    ['Recommends', asked['deb-recommends']?.join(', ')],
    ['Section', asked.category ?? 'default'],
    ['Priority', asked['deb-priority']],
    ['Homepage', asked.url],
    ['Description', asked.description],
  ]);
  writeFileSync(join(stage, 'DEBIAN/control'), `${control}\n`);
  for (const [name, option] of [
    ['postinst', 'after-install'],
    ['postrm', 'after-remove'],
  ]) {
    writeFileSync(join(stage, 'DEBIAN', name), script(option));
    chmodSync(join(stage, 'DEBIAN', name), 0o755);
  }
  const compression = { gz: 'gzip', xz: 'xz', none: 'none' }[asked['deb-compression'] ?? 'xz'];
  await runWell('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, asked.package]);
}

async function rpm(stage, scratch) {
  const payload = { gzip: 'w6.gzdio', xz: 'w6.xzdio', xzmt: 'w6T.xzdio', none: 'w0.gzdio' };
  const roots = places.map((place) => place.slice(place.indexOf('=') + 1));
  const head = fields([
    ['Name', asked.name],
    ['Version', asked.version.replaceAll('-', '_')],
    ['Release', asked.iteration ?? '1'],
    ['Summary', asked['rpm-summary'] ?? asked.description],
    ['License', asked.license],
    ['URL', asked.url],
    ['Vendor', asked.vendor],
    ['Packager', asked.maintainer],
    ['AutoReqProv', 'no'],
    ...(asked.depends ?? []).map((one) => ['Requires', one]),
  ]);
  const spec = [
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    `%global _binary_payload ${payload[asked['rpm-compression'] ?? 'xz']}`,
    head,
    `%description\n${asked.description}`,
    `%post -p /bin/bash\n${script('after-install').replaceAll('%', '%%')}`,
    `%postun -p /bin/bash\n${script('after-remove').replaceAll('%', '%%')}`,
    `%files\n${roots.map((root) => `"${root}"`).join('\n')}\n`,
  ].join('\n\n');
  const file = join(scratch, 'package.spec');
  writeFileSync(file, spec);
  const set = (name, value) => ['--define', `${name} ${value}`];
  await runWell('rpmbuild', [
    ...['-bb', '--quiet', '--target', `${asked.architecture}-linux`, '--buildroot', stage],
    ...set('_topdir', join(scratch, 'rpmbuild')),
    ...set('_rpmdir', dirname(asked.package)),
    ...set('_rpmfilename', asked.package.slice(dirname(asked.package).length + 1)),
    file,
  ]);
}

const scratch = mkdtempSync(join(tmpdir(), 'strata-fpm-'));
const stage = join(scratch, 'stage');
try {
  lay(stage);
  await { deb, rpm }[asked['output-type']](stage, scratch);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
