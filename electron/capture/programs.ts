import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { constants, homedir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { environmentFor } from '../../shared/capture/environment.ts';
import { reasonsIn } from '../../shared/capture/why-nothing.ts';
import type { StartedProgram } from '../../shared/contract/capture.ts';

/** UTF-16 units of a program's output that are shown, the last ones. */
const OUTPUT_SHOWN = 8_000;
/** So many more are kept: a secret that the cut would halve is known as a whole. */
const OUTPUT_KEPT = 2 * OUTPUT_SHOWN;
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
  /** How long a program may take to end after it was asked to, milliseconds. */
  readonly graceMs?: number;
}

interface Running {
  readonly child: ChildProcess;
  /** Settles once it is over. */
  readonly over: Promise<void>;
  /** What it printed last, secrets included. */
  output: string;
  state: Omit<StartedProgram, 'output' | 'reasons'>;
  /** What is told of `output`; null where that has grown since. */
  told: Pick<StartedProgram, 'output' | 'reasons'> | null;
}

/** What ends a line for a shell, and what hides or turns round a part of it where the user is asked. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

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
    return [...this.#running.values()].map((one) => {
      one.told ??= this.#tell(one.output);
      return { ...one.state, ...one.told };
    });
  }

  /** What is told of what was printed: colours are for terminals, and could stand in the middle of a secret. */
  #tell(output: string): Pick<StartedProgram, 'output' | 'reasons'> {
    const plain = stripVTControlCharacters(output);
    return { output: this.#options.clean(plain).slice(-OUTPUT_SHOWN), reasons: reasonsIn(plain) };
  }

  /** Starts a program with the addresses of the listeners. Gives why it could not be; an empty text where it runs. */
  async start(wanted: ProgramWanted, url: string, front: string | undefined): Promise<string> {
    const { command, keepCredentials } = wanted;
    const folder = wanted.folder === '' ? homedir() : wanted.folder;
    if (command.trim() === '') return 'Type the command that starts the program.';
    if (NOT_IN_A_LINE.test(command + folder))
      return 'The command has line breaks or marks that nobody sees: type it in one line.';
    if (!isFolder(folder)) return `There is no folder ${folder}.`;
    if (this.#options.confirm && !(await this.#options.confirm({ ...wanted, folder })))
      return 'It was not started.';
    const env = environmentFor(process.env, url, { keepCredentials, region: DEFAULT_REGION, front });
    let child: ChildProcess;
    try {
      child = this.#spawn(command, folder, env);
    } catch (error) {
      return `It could not be started: ${error instanceof Error ? error.message : String(error)}`;
    }
    const id = randomUUID();
    const one: Running = {
      child,
      over: new Promise((resolve) => child.once('close', () => resolve())),
      output: '',
      state: {
        id,
        command: this.#options.clean(command),
        folder,
        running: true,
        exitCode: null,
        startedAt: Date.now(),
      },
      told: null,
    };
    this.#running.set(id, one);
    this.#bound();
    this.#follow(one);
    this.#options.onChange();
    return '';
  }

  #spawn(command: string, folder: string, env: NodeJS.ProcessEnv): ChildProcess {
    return spawn(command, {
      shell: true,
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the shell starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
  }

  #follow(one: Running): void {
    const { child } = one;
    const take = (text: string): void => {
      one.output = (one.output + text).slice(-OUTPUT_KEPT);
      one.told = null;
      this.#options.onChange();
    };
    const end = (exitCode: number): void => {
      if (!one.state.running) return;
      one.state = { ...one.state, running: false, exitCode };
      this.#options.onChange();
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', ({ message }) => {
      take(`${message}\n`);
      end(127);
    });
    // Not at the end of the shell: what it left in the background still prints, and is still to be ended.
    child.on('close', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }

  /** Ends a program, with force where it does not listen. Settles once it is over. */
  async end(id: string): Promise<void> {
    const one = this.#running.get(id);
    if (!one?.state.running) return;
    const { child } = one;
    this.#signal(child, 'SIGTERM');
    const force = setTimeout(() => {
      this.#signal(child, 'SIGKILL');
      // What has left the group may hold them open.
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, this.#options.graceMs ?? GRACE_MS);
    await one.over;
    clearTimeout(force);
  }

  /** Ends all: Strata closes. */
  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.end(id)));
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
