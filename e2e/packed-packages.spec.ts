import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ROOT, setting } from './support/environment.ts';
import { isGroupAlive, signalGroup } from './support/process-group.ts';
import { expect, test } from './support/worker.ts';

interface Packages {
  packLibrary(into: string): Promise<string>;
  packApp(into: string): Promise<string>;
}
const packages = (): Promise<Packages> =>
  import(pathToFileURL(path.join(ROOT, 'scripts/package-npm.mjs')).href);

// What is packed is built first, where something changed.
test.setTimeout(300_000);

/** Installs a tarball into an empty project, from what is on this machine alone. */
function install(tarball: string, folder: string, env: NodeJS.ProcessEnv = process.env): void {
  writeFileSync(path.join(folder, 'package.json'), '{"private": true, "type": "module"}');
  const args = ['install', '--offline', '--no-audit', '--no-fund', '--no-package-lock', tarball];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
}

/** The pieces of a recorded stream, as a program receives them. */
function recordedStream(): readonly { readonly base64: string; readonly atMs: number }[] {
  const file = path.join(ROOT, 'shared/samples/recordings/bursts.json');
  const { recording } = JSON.parse(readFileSync(file, 'utf8'));
  const frames: readonly { readonly bytes: string }[] = recording.frames;
  const whole = Buffer.concat(frames.map(({ bytes }) => Buffer.from(bytes, 'base64')));
  let at = 0;
  return recording.reads.map(({ bytes, atMs }: { readonly bytes: number; readonly atMs: number }) => {
    const piece = whole.subarray(at, at + bytes);
    at += bytes;
    return { base64: piece.toString('base64'), atMs };
  });
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
};

/** What the page and its worker give for what the consumer does, served from its folder. */
async function inBrowser(folder: string): Promise<unknown> {
  const server = createServer(({ url = '/' }, response) => {
    const file = path.join(folder, new URL(url, 'http://localhost').pathname);
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'text/plain');
    response.end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`);
    const told = await page.waitForFunction('window.told');
    return await told.jsonValue();
  } finally {
    await browser.close();
    server.close();
  }
}

/** How much a bundler takes along for a program that imports these names, bytes. */
function bundled(folder: string, names: string): number {
  const entry = path.join(folder, 'entry.mjs');
  writeFileSync(entry, `import { ${names} } from '@strata-inspector/core';\nconsole.log(${names});\n`);
  const args = [entry, '--bundle', '--minify', '--format=esm', `--outfile=${folder}/bundle.js`];
  const { status, stderr } = spawnSync(path.join(ROOT, 'node_modules/.bin/esbuild'), args, {
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return statSync(path.join(folder, 'bundle.js')).size;
}

test('the library, installed from its tarball, gives the same in Node, in a page and in a worker', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-consumer-'));
  try {
    const { packLibrary } = await packages();
    install(await packLibrary(folder), folder);
    cpSync(path.join(ROOT, 'e2e/consumer'), folder, { recursive: true });
    const stream = recordedStream();
    writeFileSync(path.join(folder, 'stream.json'), JSON.stringify(stream));

    const node = spawnSync(process.execPath, ['node.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(node.stderr).toBe('');
    const told = JSON.parse(node.stdout);
    const refused = { kind: 'refused', message: 'stream_chunk_size: Extra inputs are not permitted' };
    const accepted = { kind: 'accepted', message: '' };
    expect(told).toMatchObject({
      told: [
        { profile: 'litellm-1.87.0', fate: 'leaked', ...refused },
        { profile: 'litellm-1.90', fate: 'consumed', ...accepted },
        { profile: 'strict', fate: 'consumed', ...accepted },
      ],
      end: 'complete',
    });
    expect(told.deliveries[0]).toBeGreaterThan(told.deliveries[2]);
    expect(await inBrowser(folder)).toEqual({ page: told, worker: told });

    const tsc = path.join(ROOT, 'node_modules/typescript-7/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
    const typed = spawnSync(process.execPath, [tsc, ...options, 'types.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(typed.stdout).toBe('');

    // Whoever reads streams alone carries no rules and no releases.
    expect(bundled(folder, 'decode, retime')).toBeLessThan(20_000);
    expect(bundled(folder, 'validate')).toBeLessThan(1_000_000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('npx starts the browser host from the packed tarball where there is only Node', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-npx-'));
  try {
    const { packApp } = await packages();
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    // Node and its own tools, and a shell: npm starts programs through it.
    for (const tool of ['node', 'npm', 'npx'])
      symlinkSync(path.join(path.dirname(process.execPath), tool), path.join(bin, tool));
    symlinkSync('/bin/sh', path.join(bin, 'sh'));
    const home = path.join(folder, 'home');
    const project = path.join(folder, 'project');
    for (const one of [home, project]) mkdirSync(one);
    const env = { PATH: bin, HOME: home, npm_config_offline: 'true' };
    install(await packApp(folder), project, env);

    const app = spawn('npx', ['strata', 'serve', '--no-open'], {
      cwd: project,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(app, 'exit');
    let link = '';
    for await (const line of createInterface({ input: app.stdout })) {
      link ||= /^Strata: (\S+)/.exec(line)?.[1] ?? '';
      if (/^Bedrock simulator:/.test(line)) break;
    }
    const entered = await fetch(link, { redirect: 'manual' });
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const page = await fetch(new URL('/', link), { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    // Ctrl-C goes to all of them.
    signalGroup(app, 'SIGINT');
    await exited;
    await expect.poll(() => isGroupAlive(app)).toBe(false);

    // Npm would have fetched the database's part for this machine; the history opens with it, and is empty.
    const native = path.join(project, 'node_modules/@libsql');
    cpSync(path.join(ROOT, 'node_modules/@libsql'), native, { recursive: true });
    const history = spawnSync('npx', ['strata', 'history', '--jsonl'], {
      cwd: project,
      env,
      encoding: 'utf8',
    });
    expect(history).toMatchObject({ status: 1, stdout: '', stderr: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
