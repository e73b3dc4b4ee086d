import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = process.env.STRATA_ROOT ?? '.';

/** What stands between client and endpoint, in a process of its own. */
export interface Running {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => void;
}

const running = (child: ChildProcess, url: string): Running => ({
  url,
  pid: child.pid ?? 0,
  stop: () => void child.kill(),
});

/** A program of `programs/`, in a process of its own; it says where it listens, or what it found that listens. */
export async function startProgram(name: 'page' | 'relay', ...args: readonly string[]): Promise<Running> {
  const program = path.join(root, 'out/bench/capture/programs', `${name}.mjs`);
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const url of createInterface({ input: child.stdout })) return running(child, url);
  throw new Error(`The ${name} did not start.`);
}

/** `strata capture` of the built app before an endpoint; its history goes to a file. */
export async function startStrata(
  target: string,
  history: string,
  ...more: readonly string[]
): Promise<Running> {
  const args = [path.join(root, 'out/cli/cli.cjs'), 'capture', '--target', target, ...more];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STRATA_HISTORY: history },
  });
  for await (const line of createInterface({ input: child.stdout }))
    return running(child, JSON.parse(line).url as string);
  throw new Error('strata capture did not start');
}

async function freePort(): Promise<number> {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  return port;
}

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/model/m/converse`, { method: 'POST', body: '{}' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** mitmproxy as a reverse proxy before an endpoint; null where there is none. */
export async function startMitmproxy(target: string): Promise<Running | null> {
  const interpreter = process.env.STRATA_BENCH_MITMPROXY;
  if (interpreter === undefined) return null;
  const port = await freePort();
  // Its own script names the folder in which the environment was made.
  const program = ['-c', 'from mitmproxy.tools.main import mitmdump; mitmdump()'];
  const where = ['--mode', `reverse:${target}`, '--listen-host', '127.0.0.1', '--listen-port', String(port)];
  // Streamed, as Strata does it: without this mitmproxy hands an answer on only once it is whole.
  const streamed = ['--quiet', '--set', 'stream_large_bodies=1'];
  const child = spawn(interpreter, [...program, ...where, ...streamed], { stdio: 'ignore' });
  const started = running(child, `http://127.0.0.1:${port}`);
  for (let i = 0; i < 200; i++) {
    if (await isUp(started.url)) return started;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  started.stop();
  throw new Error('mitmdump did not start');
}
