import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { InstalledCall, InstalledOutcome } from './call.ts';
import { PROGRAM } from './program.ts';
import type { InstalledPython } from './pythons.ts';
import { RECEIVER, Receiver } from './receiver.ts';

/** How long LiteLLM may take to start, milliseconds: a cold disk, an old machine. */
const START_MS = 120_000;
/** How long one call may take, milliseconds. */
const CALL_MS = 20_000;

/** Keys that sign nothing real; what is sent with them goes to the receiver alone. */
const DUMMY = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
} as const;

/** All that the process sees of its surroundings: nothing is passed on but what a program needs to run. */
function environment(python: InstalledPython, home: string, port: number, url: string): NodeJS.ProcessEnv {
  const { PATH, SYSTEMROOT } = process.env;
  const nowhere = path.join(home, 'none');
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(SYSTEMROOT === undefined ? {} : { SYSTEMROOT }),
    ...(python.userBase === null ? {} : { PYTHONUSERBASE: python.userBase }),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    PYTHONUTF8: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONWARNINGS: 'ignore',
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS: 'True',
    LITELLM_TELEMETRY: 'False',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_REGION: 'us-east-1',
    AWS_REGION_NAME: 'us-east-1',
    ...DUMMY,
    AWS_BEDROCK_RUNTIME_ENDPOINT: url,
    NO_PROXY: '*',
    STRATA_RECEIVER_PORT: String(port),
  };
}

/** What the program says: that LiteLLM is there, that it is not, or what came of a call. */
interface Said {
  readonly ready?: string;
  readonly failed?: string;
  readonly id?: number;
  readonly error?: {
    readonly type: string;
    readonly message: string;
    readonly params?: readonly string[];
    readonly refused?: boolean;
  } | null;
}

/** What a line says; null for one that is none of the program's: a Python may greet before the program begins. */
function saidIn(line: string): Said | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Said) : null;
  } catch {
    return null;
  }
}

/** A LiteLLM of this machine, imported once and kept warm. One call at a time; ends with `close` or with this process. */
export class InstalledWorker {
  readonly #receiver = new Receiver();
  readonly #home = mkdtempSync(path.join(tmpdir(), 'strata-litellm-'));
  readonly #python: InstalledPython;
  readonly #ready: Promise<string>;
  #child: ChildProcessByStdio<Writable, Readable, Readable> | null = null;
  #url = '';
  #next: ((said: Said) => void) | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #ids = 0;
  #ended: string | null = null;

  constructor(python: InstalledPython) {
    this.#python = python;
    this.#ready = this.#start();
    // Told to whoever asks; nobody has to. What could not be started is no worker that stays.
    this.#ready.catch((error: unknown) => this.close(error instanceof Error ? error.message : String(error)));
  }

  /** The version of the LiteLLM that runs. Rejects where it cannot be imported. */
  get ready(): Promise<string> {
    return this.#ready;
  }

  /** True once the process is gone: it answers nothing any more. */
  get ended(): boolean {
    return this.#ended !== null;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async #start(): Promise<string> {
    const { port, url } = await this.#receiver.open();
    this.#url = url;
    if (this.#ended !== null) throw new Error(this.#ended);
    const child = spawn(this.#python.path, ['-c', PROGRAM], {
      cwd: this.#home,
      env: environment(this.#python, this.#home, port, url),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#child = child;
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = saidIn(line);
      if (!said) return;
      const next = this.#next;
      this.#next = null;
      next?.(said);
    });
    const onEnd = (why: string): void => {
      const lastLine = complaint.trimEnd().split('\n').at(-1) ?? '';
      this.#end(`${this.#python.path} ended${why === '' ? '' : ` (${why})`}. ${lastLine}`.trimEnd());
    };
    child.on('error', ({ message }) => onEnd(message));
    child.on('close', (code, signal) => onEnd(signal ?? (code === 0 || code === null ? '' : String(code))));
    const said = await this.#wait(START_MS);
    if (said.ready === undefined) {
      const why = said.failed ?? 'LiteLLM does not start.';
      this.close(why);
      throw new Error(why);
    }
    return said.ready;
  }

  /** The next thing that is said; what ends the process or takes too long is said as a failure. */
  #wait(ms: number): Promise<Said> {
    return new Promise((resolve) => {
      if (this.#ended !== null) {
        resolve({ failed: this.#ended });
        return;
      }
      const timer = setTimeout(() => this.close(`No answer within ${ms / 1_000} seconds.`), ms);
      this.#next = (said) => {
        clearTimeout(timer);
        resolve(said);
      };
    });
  }

  /** Makes a call and gives what LiteLLM sent for it, or why it sent nothing. Rejects where the process failed. */
  ask(call: InstalledCall): Promise<InstalledOutcome> {
    const turn = this.#queue.then(() => this.#ask(call));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #ask({ api, requestText, settings, asynchronous }: InstalledCall): Promise<InstalledOutcome> {
    await this.#ready;
    this.#receiver.take();
    const id = this.#ids++;
    const request = requestText.replaceAll(RECEIVER, this.#url);
    const rest = JSON.stringify({ id, api, settings, asynchronous }).slice(1);
    const began = performance.now();
    const answered = this.#wait(CALL_MS);
    this.#child?.stdin.write(`{"request":${request},${rest}\n`);
    const said = await answered;
    const ms = performance.now() - began;
    if (said.failed !== undefined) throw new Error(said.failed);
    const [first] = this.#receiver.take();
    if (first) return { kind: 'sent', ms, ...first };
    const {
      type = 'Nothing',
      message = 'Nothing was sent and nothing was raised.',
      params,
      refused,
    } = said.error ?? {};
    return params || refused
      ? { kind: 'refused', ms, type, message, ...(params ? { params } : {}) }
      : { kind: 'crashed', ms, type, message };
  }

  #end(why: string): void {
    if (this.#ended !== null) return;
    this.#ended = why;
    const next = this.#next;
    this.#next = null;
    next?.({ failed: why });
    this.#receiver.close();
    try {
      // The process may be writing there still.
      rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // It is left to the system, like all that lies among temporary files.
    }
  }

  /** Ends the process at once. */
  close(why = 'It was ended.'): void {
    this.#child?.kill('SIGKILL');
    this.#end(why);
  }
}
