import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { type ProxyConfig, readConfig } from '../../shared/proxy/config.ts';
import { baseOf } from '../../shared/proxy/include/file-path.ts';
import { type ConfigText, configurationOf, type NamedText } from '../../shared/proxy/includes.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import { besideOf, withIncluded } from './included.ts';
import { maskedConfig, maskedText } from './masked-config.ts';
import { WatchedFile } from './watched-file.ts';

const REFERENCE = /\bos\.environ\/[A-Za-z_][A-Za-z0-9_]*/g;

type Loaded = NonNullable<ProxyState['loaded']>;

function countedNames({ deployments }: ProxyConfig): Loaded['models'] {
  const counts = new Map<string, number>();
  for (const { name } of deployments) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, deployments: count }));
}

/**
 * The proxy configuration that the inspector works with. Keys are masked before anything is read off the text,
 * so none is kept here or reaches the page. A text that cannot be read leaves the last one that could in force.
 */
export class ProxyHolder {
  readonly #redactor: Redactor;
  readonly #waiting = new Set<() => void>();
  #state: ProxyState = { revision: 0, loaded: null };
  #config: ProxyConfig | null = null;
  #source: ConfigText | null = null;
  /** The last text that was taken, whether it can be used or not. */
  #taken: ConfigText | null = null;
  /** Files that were handed over for what the configuration includes, by their name without a folder. */
  #given: ReadonlyMap<string, string> = new Map();
  #watched: WatchedFile | null = null;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** The configuration in force, keys masked; null for none. */
  config(): ProxyConfig | null {
    return this.#config;
  }

  /** The text that the configuration in force was read from, with those that it includes, keys masked; null for none. */
  source(): ConfigText | null {
    return this.#source;
  }

  state(): ProxyState {
    return this.#state;
  }

  /** Takes the configuration away, and ends the watching of a file. */
  drop(): ProxyState {
    this.close();
    this.#given = new Map();
    this.#take(null, false);
    return this.#state;
  }

  /**
   * Takes files that were opened together: they join the configuration where it includes and misses each of them, else
   * the one that none of the others includes is the configuration, and ends the watching of a file.
   */
  async open(files: readonly NamedText[]): Promise<ProxyState> {
    const missing = new Set(this.#state.loaded?.missing.map(baseOf));
    if (this.#taken && files.every(({ name }) => missing.has(name))) {
      this.#give(files);
      await this.#takeAgain(this.#taken);
      return this.#state;
    }
    const main = configurationOf(files);
    if (!main) return this.#state;
    this.close();
    this.#given = new Map();
    this.#give(files.filter((file) => file !== main));
    await this.#takeGiven(main.text, main.name);
    return this.#state;
  }

  /** Takes what a file that was opened holds now. One that is no part of the configuration any more changes nothing. */
  async change(file: NamedText): Promise<ProxyState> {
    if (this.#taken && this.#given.has(file.name)) {
      this.#give([file]);
      await this.#takeAgain(this.#taken);
    } else if (this.#watched === null && this.#taken?.name === file.name)
      await this.#takeGiven(file.text, file.name);
    return this.#state;
  }

  /** Takes a file and follows its changes, and those of the files that it includes. Rejects where it cannot be read. */
  async watch(file: string): Promise<ProxyState> {
    const name = path.basename(file);
    const beside = besideOf(file);
    const watched = new WatchedFile({
      file,
      load: async () =>
        withIncluded(
          await readFile(file, 'utf8'),
          name,
          async (other) => (await beside(other)) ?? this.#givenFor(other),
        ),
      take: (config) => {
        if (this.#watched !== watched) {
          this.close();
          this.#given = new Map();
          this.#watched = watched;
        }
        this.#take(config, true);
        return [...Object.keys(config.included), ...(this.#state.loaded?.missing ?? [])];
      },
    });
    await watched.again();
    watched.follow();
    return this.#state;
  }

  #give(files: readonly NamedText[]): void {
    this.#given = new Map([
      ...this.#given,
      ...files.map(({ name, text }) => [name, maskedText(this.#redactor, text)] as const),
    ]);
  }

  /** A browser tells files by their names alone. */
  #givenFor(file: string): string | null {
    return this.#given.get(baseOf(file)) ?? null;
  }

  async #takeAgain({ text, name }: ConfigText): Promise<void> {
    if (this.#watched) await this.#watched.again();
    else await this.#takeGiven(text, name ?? '');
  }

  async #takeGiven(text: string, name: string): Promise<void> {
    this.#take(await withIncluded(text, name, async (file) => this.#givenFor(file)), false);
  }

  #take(config: ConfigText | null, watched: boolean): void {
    const revision = this.#state.revision + 1;
    this.#taken = config && maskedConfig(this.#redactor, config);
    if (this.#taken === null) {
      this.#config = null;
      this.#source = null;
      this.#state = { revision, loaded: null };
    } else this.#state = { revision, loaded: this.#loaded(this.#taken, watched) };
    for (const wake of this.#waiting) wake();
  }

  #loaded(taken: ConfigText, watched: boolean): Loaded {
    const read = readConfig(taken);
    if (read.ok) {
      this.#config = read.config;
      this.#source = taken;
    }
    const texts = [taken.text, ...Object.values(taken.included)];
    const named = texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([found]) => found));
    return {
      name: taken.name ?? '',
      watched,
      text: taken.text,
      problems: read.ok ? [] : read.problems,
      warnings: read.ok ? read.config.warnings : [],
      models: this.#config ? countedNames(this.#config) : [],
      environment: [...new Set(named)].slice(0, 200),
      included: Object.keys(taken.included),
      missing: read.missing.map(({ file }) => file),
    };
  }

  /** The state now and after every change, until `signal` aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<ProxyState> {
    let seen = -1;
    while (!signal.aborted) {
      if (this.#state.revision !== seen) {
        seen = this.#state.revision;
        yield this.#state;
        continue;
      }
      await new Promise<void>((resolve) => {
        const done = (): void => {
          this.#waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting.add(done);
        signal.addEventListener('abort', done, { once: true });
      });
    }
  }

  /** Ends the watching of a file. */
  close(): void {
    this.#watched?.close();
    this.#watched = null;
  }
}
