import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { constants, homedir } from 'node:os';
import { environmentFor } from '../../shared/capture/environment.ts';
import { reasonsIn } from '../../shared/capture/why-nothing.ts';
import type { StartedProgram } from '../../shared/contract/capture.ts';

/** UTF-16 units of a program's output that are kept, the last ones. */
const OUTPUT_KEPT = 8_000;
/** Programs that are listed; the oldest that have ended give way. */
const MOST_LISTED = 20;
/** How long a program may take to end after it was asked to, milliseconds. */
const GRACE_MS = 3_000;
const DEFAULT_REGION = 'us-east-1';

/** What is to be started. */
export interface ProgramWanted {
  /** A line for the system's shell. */
  readonly command: string;
  /** Absolute path of the folder to start it in; empty for the user's own. */
  readonly folder: string;
  readonly keepCredentials: boolean;
}

export interface ProgramsOptions {
  readonly onChange: () => void;
  /** Takes secrets out of what a program prints. */
  readonly clean: (text: string) => string;
  /** Asks the user, where the window alone is not to decide; without it the window decides. */
  readonly confirm?: ((wanted: ProgramWanted) => Promise<boolean>) | undefined;
}

interface Running {
  readonly child: ChildProcess;
  state: StartedProgram;
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** Programs that the window started: their calls to Bedrock go through Strata, nothing else of the system is changed. */
export class Programs {
  readonly #running = new Map<string, Running>();
  readonly #options: ProgramsOptions;

  constructor(options: ProgramsOptions) {
    this.#options = options;
  }

  list(): readonly StartedProgram[] {
    return [...this.#running.values()].map(({ state }) => state);
  }

  /** Starts a program with the addresses of the listeners. Gives why it could not be; an empty text where it runs. */
  async start(wanted: ProgramWanted, url: string, front: string | undefined): Promise<string> {
    const { command, keepCredentials } = wanted;
    const folder = wanted.folder === '' ? homedir() : wanted.folder;
    if (command.trim() === '') return 'Type the command that starts the program.';
    if (!isFolder(folder)) return `There is no folder ${folder}.`;
    if (this.#options.confirm && !(await this.#options.confirm({ ...wanted, folder })))
      return 'It was not started.';
    const env = environmentFor(process.env, url, { keepCredentials, region: DEFAULT_REGION, front });
    const child = spawn(command, {
      shell: true,
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the shell starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const id = randomUUID();
    const started: StartedProgram = {
      id,
      command: this.#options.clean(command),
      folder,
      running: true,
      exitCode: null,
      output: '',
      reasons: [],
      startedAt: Date.now(),
    };
    this.#running.set(id, { child, state: started });
    this.#bound();
    const change = (next: Partial<StartedProgram>): void => {
      const one = this.#running.get(id);
      if (one) one.state = { ...one.state, ...next };
      this.#options.onChange();
    };
    let output = '';
    const take = (text: string): void => {
      output = (output + text).slice(-OUTPUT_KEPT);
      change({ output: this.#options.clean(output), reasons: reasonsIn(output) });
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', ({ message }) => {
      take(`${message}\n`);
      change({ running: false, exitCode: 127 });
    });
    child.on('exit', (code, signal) =>
      change({ running: false, exitCode: code ?? 128 + (signal ? constants.signals[signal] : 0) }),
    );
    this.#options.onChange();
    return '';
  }

  /** Ends a program, with force where it does not listen. */
  end(id: string): void {
    const one = this.#running.get(id);
    if (!one?.state.running) return;
    this.#signal(one.child, 'SIGTERM');
    setTimeout(() => {
      if (one.state.running) this.#signal(one.child, 'SIGKILL');
    }, GRACE_MS).unref();
  }

  /** Ends all: Strata closes. */
  close(): void {
    for (const { child, state } of this.#running.values()) if (state.running) this.#signal(child, 'SIGTERM');
  }

  #signal(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
    try {
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It has ended meanwhile.
    }
  }

  #bound(): void {
    for (const [id, { state }] of this.#running) {
      if (this.#running.size <= MOST_LISTED) return;
      if (!state.running) this.#running.delete(id);
    }
  }
}
