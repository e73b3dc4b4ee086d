import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import manifest from '../../package.json' with { type: 'json' };
import type { HostInfo } from '../../shared/contract/host.ts';
import type { OpenedShare } from '../../shared/contract/share.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import type { OutboxLimits } from '../bedrock/outbox.ts';
import { locate } from '../bedrock/target.ts';
import { readTargets } from '../bedrock/targets.ts';
import { TrustedHosts } from '../bedrock/trusted-hosts.ts';
import type { ProgramWanted } from '../capture/programs.ts';
import { CaptureService } from '../capture/service.ts';
import { keepSend } from '../history/keep-sends.ts';
import { openKept } from '../history/open-kept.ts';
import { historyFile } from '../history/place.ts';
import { HistoryClient } from '../history/process/client.ts';
import { laterLine } from '../history/process/later-line.ts';
import type { StoreLine } from '../history/process/protocol.ts';
import { RemoteLive } from '../history/process/remote-live.ts';
import { recordedAnswer } from '../history/recorded-answer.ts';
import { TelemetryChoice } from '../history/telemetry/choice.ts';
import { createRouter, type Router } from '../inspector/router.ts';
import { SessionTexts } from '../inspector/session-texts.ts';
import { today } from '../inspector/today.ts';
import type { Workshop } from '../inspector/work/workshop.ts';
import { InstalledLiteLLM } from '../installed/installed.ts';
import { ProxyHolder } from '../proxy/holder.ts';
import { openShareApart } from '../share/open-share-apart.ts';
import { readAnswers, startSimulator } from '../simulator/simulator.ts';
import { Workspace } from '../workspace/workspace.ts';
import { Desk } from './desk.ts';
import type { Faults } from './faults.ts';
import { readNotices } from './notices.ts';
import { whenUsed } from './when-used.ts';

// The SDK is bundled: which Node its later versions will want is no concern of the person at the terminal.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const NEVER = new AbortController().signal;

const sendToBedrock = whenUsed(async () => (await import('../bedrock/send.ts')).sendToBedrock);
const callProxy = whenUsed(async () => (await import('../proxy/call-proxy.ts')).callProxy);

/** Read before the first click that needs it, by then with time for it. */
const readAhead = (): Promise<unknown> =>
  Promise.all([readAnswers(), import('../bedrock/send.ts'), import('../inspector/models.ts')]);

/** A page that asks for nothing holds the history up no longer than so, milliseconds. */
const STORE_MS = 2_000;
/** By then a page has drawn what it was answered, milliseconds. */
const DRAWN_MS = 500;

const after = (ms: number): Promise<void> => pause(ms, undefined, { ref: false });
/** The history's process starts once the first request stands on the screen: until then that needs the processors. */
const windowStands = ({ answered }: Workshop): Promise<void> =>
  Promise.race([answered.then(() => after(DRAWN_MS)), after(STORE_MS)]);

/** The inspector and what it needs, running. */
export interface Backend {
  readonly router: Router;
  readonly simulatorUrl: string;
  /** Takes the exchanges of a share file or a HAR log into the history. */
  open(file: string): Promise<OpenedShare>;
  /** Ends the simulator and what it is still sending. */
  close(): Promise<void>;
}

export interface BackendOptions {
  /** Absolute path of the folder for the few things that are remembered. */
  readonly settingsDir: string;
  readonly faults: Faults;
  /** The config.yaml of a LiteLLM proxy, to be read and watched. */
  readonly config?: string | undefined;
  /** A Python or virtual environment whose LiteLLM is to be run, too. */
  readonly python?: string | undefined;
  /** Asks the person for one, where the host can. */
  readonly choosePython?: (() => Promise<string | null>) | undefined;
  /** The threads for heavy work, which whoever starts early has the sooner. They end with the backend. */
  readonly work: Workshop;
  /** Absolute path of the built worker, for the store's own threads. */
  readonly workerFile: string;
  /** Starts the process that keeps the history. */
  readonly launchStore: () => StoreLine;
  /** Asks the user before a program is started; without it the window decides. */
  readonly confirmProgram?: (wanted: ProgramWanted) => Promise<boolean>;
  /** What the host's menus and files ask of the window; a host without any needs none. */
  readonly desk?: Desk;
  /** What may wait for a page that lags, bytes; the usual without it. */
  readonly waiting?: OutboxLimits;
}

/** Starts the simulator and the inspector on top of it, for whichever host. */
export async function openBackend(
  host: HostInfo,
  {
    settingsDir,
    faults,
    config,
    python,
    choosePython,
    work,
    workerFile,
    launchStore,
    waiting,
    confirmProgram,
    desk = new Desk(),
  }: BackendOptions,
): Promise<Backend> {
  const proxy = new ProxyHolder(new Redactor(randomUUID()));
  if (config !== undefined) await proxy.watch(config);
  const simulator = await startSimulator({ asOf: today, threads: work, answersLater: true });
  const trusted = new TrustedHosts(path.join(settingsDir, 'trusted-hosts.json'));
  const stands = windowStands(work);
  stands.then(readAhead).catch(() => undefined);
  const history = new HistoryClient({
    file: historyFile(settingsDir),
    launch: () => laterLine(launchStore, stands),
    worker: workerFile,
    listed: true,
  });
  const telemetry = new TelemetryChoice(history);
  void telemetry.begin();
  const texts = new SessionTexts();
  const workspace = new Workspace(
    path.join(settingsDir, 'requests'),
    async (text, session) => JSON.parse(await work.one({ kind: 'redact', text, session }, NEVER)) as string,
  );
  const capture = new CaptureService({
    live: new RemoteLive(history),
    sink: history,
    kept: (id, profile, signal) => openKept(history, work, id, profile, signal),
    confirmProgram,
    recorded: (row, body) => recordedAnswer(history, row, body),
    locate: (target) => locate(target, simulator.url),
    isTrusted: (host) => trusted.has(host),
  });
  const installed = new InstalledLiteLLM({ python, choose: choosePython });
  const router = createRouter({
    installed,
    host,
    capture,
    history,
    telemetry,
    workspace,
    proxy,
    work,
    texts,
    simulator: {
      settings: simulator.settings,
      change: simulator.change,
      play: async (text) => (await import('../simulator/scenario/play-text.ts')).playText(simulator, text),
    },
    desk: {
      follow: (signal) => desk.follow(signal),
      newer: async () => {
        const { newerVersion } = await import('./newer-version.ts');
        return newerVersion(process.env.STRATA_UPDATES ?? manifest.updates, host.version);
      },
    },
    targets: () => readTargets(simulator.url, trusted.list()),
    notices: readNotices,
    send: (request, target, signal, options) =>
      keepSend(
        request,
        target,
        history,
        sendToBedrock(request, locate(target, simulator.url), signal, {
          ...options,
          waiting,
          isTrusted: (host) => trusted.has(host),
        }),
      ),
    callProxy,
    trust: (host) => trusted.allow(host),
    faults: (signal) => faults.follow(signal),
  });
  const close = async (): Promise<void> => {
    proxy.close();
    installed.close();
    await capture.close();
    await Promise.all([simulator.close(), work.close(), history.close()]);
  };
  const open = (file: string): Promise<OpenedShare> => openShareApart(history, work, file);
  return { router, simulatorUrl: simulator.url, open, close };
}
