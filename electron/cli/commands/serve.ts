import path from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import manifest from '../../../package.json' with { type: 'json' };
import { programOf } from '../../compiled/program.ts';
import { forkStore } from '../../history/process/fork.ts';
import type { Backend } from '../../hosts/backend.ts';
import { type BrowserHost, startBrowserHost } from '../../hosts/browser/browser-host.ts';
import { openInBrowser } from '../../hosts/browser/open-browser.ts';
import { onUsualPort } from '../../hosts/browser/usual-ports.ts';
import { configDir } from '../../hosts/config-dir.ts';
import { Faults } from '../../hosts/faults.ts';
import { Workshop } from '../../inspector/work/workshop.ts';
import { type Command, readOptions, readPort, UsageError, unusablePort } from '../command.ts';
import { reasonOf } from '../reason.ts';
import { untilAskedToEnd } from '../shutdown.ts';

const RENDERER_DIR = path.join(__dirname, '../renderer');
const WORKER = path.join(__dirname, '../worker/worker.cjs');
const STORE = path.join(__dirname, '../store/store.cjs');

const help = `Usage: strata serve [options]

Serves Strata to your own browser, on 127.0.0.1 only.

  --port N        the port; without it that of the last time, 0 takes a free one
  --config FILE   the config.yaml of a LiteLLM proxy: requests go through it; its changes show at once
  --python PATH   a Python or virtual environment with LiteLLM, to be run beside Strata's own model of it
  --no-open       only prints the link, does not open a browser

The link lets one browser in, once and for a minute. Press Enter for a new one, Ctrl-C to end.

Exit code: 0 ended, 2 wrong usage or the port is taken.`;

/** Prints a fresh link for every Enter, where there is a person to press it. */
function offerLinks(createLink: () => string, print: (line: string) => void): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => print(createLink()));
  return () => lines.close();
}

interface Wanted {
  readonly config?: string | undefined;
  readonly python?: string | undefined;
}

/** Reads the engine, which is large, and opens it. Throws {@link UsageError} where the configuration cannot be read. */
async function openEngine({ config, python }: Wanted, faults: Faults, work: Workshop): Promise<Backend> {
  const { openBackend } = await import('../../hosts/backend.ts');
  const reason = process.env.STRATA_HOST_REASON ?? 'started with strata serve';
  const options = {
    settingsDir: configDir(),
    faults,
    config,
    python,
    work,
    workerFile: WORKER,
    launchStore: () => forkStore(STORE),
  };
  try {
    return await openBackend({ kind: 'browser', version: manifest.version, reason }, options);
  } catch (error) {
    throw new UsageError(`--config${config === undefined ? '' : ` ${config}`}: ${reasonOf(error)}`);
  }
}

/** Serves the page on a port, or on the usual one. Throws {@link UsageError} where that cannot be used. */
async function startHost(port: number | null, router: Promise<Backend['router']>): Promise<BrowserHost> {
  const start = (on: number): Promise<BrowserHost> =>
    startBrowserHost({ router, rendererDir: RENDERER_DIR, port: on });
  try {
    return await (port === null ? onUsualPort(path.join(configDir(), 'ports.json'), start) : start(port));
  } catch (error) {
    throw unusablePort(port ?? 0, error);
  }
}

export const serveCommand: Command = {
  help,
  async run(args, output) {
    const { values } = readOptions({
      args: [...args],
      options: {
        port: { type: 'string' },
        config: { type: 'string' },
        python: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? null : readPort(values.port);
    const print = (line: string): void => void output.line(line).then(() => output.flush());
    const ended = untilAskedToEnd();
    const faults = new Faults();
    // The thread and the browser come up while this thread reads the engine: whoever needs that waits for it.
    const work = new Workshop(programOf(WORKER));
    const opening = setImmediate().then(() => openEngine(values, faults, work));
    opening.catch(() => undefined);
    try {
      if (values.config !== undefined) await opening;
      const host = await startHost(
        port,
        opening.then(({ router }) => router),
      );
      const link = host.createLink();
      print(`Strata: ${link}`);
      const forgetPage = values['no-open'] ? () => undefined : openInBrowser(link);
      faults.guard(process);
      const stopOffering = offerLinks(host.createLink, print);
      print(`Bedrock simulator: ${(await opening).simulatorUrl}`);
      await ended;
      stopOffering();
      forgetPage();
      await host.close();
    } finally {
      await opening.then(
        (backend) => backend.close(),
        () => work.close(),
      );
    }
    return 0;
  },
};
