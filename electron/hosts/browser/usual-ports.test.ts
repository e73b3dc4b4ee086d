import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onUsualPort } from './usual-ports.ts';

let dir: string;
let file: string;
let open: Server[];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'strata-ports-'));
  file = path.join(dir, 'settings', 'ports.json');
  open = [];
});
afterEach(() => {
  for (const server of open) server.close();
  rmSync(dir, { recursive: true });
});

/** A listener on a port, as the host is one. */
const listen = (port: number): Promise<{ readonly port: number; close(): Promise<unknown> }> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      open.push(server);
      const { port: own } = server.address() as { readonly port: number };
      resolve({ port: own, close: () => new Promise((done) => server.close(done)) });
    });
  });

it('comes back on the port of the last time, a second one beside it on its own', async () => {
  const first = await onUsualPort(file, listen);
  const second = await onUsualPort(file, listen);
  expect(second.port).not.toBe(first.port);
  await first.close();
  await second.close();
  expect((await onUsualPort(file, listen)).port).toBe(first.port);
  expect((await onUsualPort(file, listen)).port).toBe(second.port);
});

it('takes a free one where all are taken, and forgets the oldest of too many', async () => {
  const ports = [];
  for (let i = 0; i < 6; i++) ports.push((await onUsualPort(file, listen)).port);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(ports.slice(2));
});

it('takes a free one where what is kept cannot be read, or cannot be written', async () => {
  const { port } = await onUsualPort(file, listen);
  expect(port).toBeGreaterThan(0);
  for (const kept of ['[0]', '[65536]', '["80"]', '{}', '[1,1,1,1,1]']) {
    writeFileSync(file, kept);
    expect((await onUsualPort(file, listen)).port).toBeGreaterThan(0);
  }
  expect((await onUsualPort(path.join(file, 'below a file'), listen)).port).toBeGreaterThan(0);
});

it('passes on what is wrong otherwise', async () => {
  await onUsualPort(file, listen);
  await expect(onUsualPort(file, () => Promise.reject(new Error('no such host')))).rejects.toThrow('no such');
});
