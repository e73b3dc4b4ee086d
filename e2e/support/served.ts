import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './environment.ts';

/** `strata serve` in a process of its own. */
export interface Served {
  /** Lets one browser in, once. */
  readonly link: string;
  readonly simulatorUrl: string;
  readonly process: ChildProcess;
  /** Ends it as Ctrl-C does; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the browser host on a free port, with further options, and waits until it listens. */
export async function serve(...options: readonly string[]): Promise<Served> {
  return serveIn(await mkdtemp(path.join(tmpdir(), 'strata-e2e-')), ...options);
}

/** The same with the settings, drafts and history of an earlier run: `home` is the folder they are in. */
export async function serveIn(home: string, ...options: readonly string[]): Promise<Served> {
  const cli = path.join(ROOT, 'out/cli/cli.cjs');
  const child = spawn(process.execPath, [cli, 'serve', '--no-open', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CONFIG_HOME: home, APPDATA: home },
  });
  const found: { link?: string | undefined; simulatorUrl?: string | undefined } = {};
  for await (const line of createInterface({ input: child.stdout })) {
    found.link ??= /^Strata: (\S+)/.exec(line)?.[1];
    found.simulatorUrl ??= /^Bedrock simulator: (\S+)/.exec(line)?.[1];
    if (found.link && found.simulatorUrl) break;
  }
  const { link, simulatorUrl } = found;
  if (!link || !simulatorUrl) throw new Error('strata serve ended before it listened.');
  return {
    link,
    simulatorUrl,
    process: child,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      const [code] = await exited;
      return code;
    },
  };
}
