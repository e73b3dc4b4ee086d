import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Running, startProgram } from './contenders.ts';

const root = process.env.STRATA_ROOT ?? '.';

/** The app's host with its live list, captured calls going to an endpoint; a process in a window's place follows it all. */
export async function startApp(target: string, history: string, settings: string): Promise<Running> {
  const child = spawn(process.execPath, [path.join(root, 'out/cli/cli.cjs'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STRATA_HISTORY: history, XDG_CONFIG_HOME: settings },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+[^\s"',}]*/.exec(line)?.[0];
    if (link === undefined) continue;
    const page = await startProgram('page', link, target);
    // The page goes with the app.
    return { url: page.url, pid: child.pid ?? 0, stop: () => void child.kill('SIGTERM') };
  }
  throw new Error('The app’s host did not start.');
}
