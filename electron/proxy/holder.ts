import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { type ProxyConfig, readConfig } from '../../shared/proxy/config.ts';
import { baseOf } from '../../shared/proxy/include/file-path.ts';
import { type ConfigText, configurationOf, type NamedText } from '../../shared/proxy/includes.ts';
import type { Redacted, Redactor } from '../../shared/redaction/redactor.ts';
import { besideOf, withIncluded } from './included.ts';

/** How often a watched file is looked at, milliseconds: editors replace files in ways that no event tells. */
const LOOK_EVERY_MS = 500;

const REFERENCE = /\bos\.environ\/[A-Za-z_][A-Za-z0-9_]*/g;

/** Tells one state of a file from another. */
async function signatureOf(file: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(file);
  return `${ino} ${size} ${mtimeMs}`;
}

/** The same for a file with all that it includes. */
async function signatureOfAll(file: string, included: readonly string[]): Promise<string> {
  const folder = path.dirname(file);
  const others = included.map((name) => signatureOf(path.join(folder, name)).catch(() => 'none'));
  return (await Promise.all([signatureOf(file), ...others])).join('\n');
}

const ASTERISKS = /^\*+$/;

/**
 * A text with keys masked, as YAML can read it: what is masked by asterisks alone, as short keys are (`sk-1234`), would
 * be the alias of an anchor where it stands without quotes. Every place in it stays the same.
 */
function readable({ text, findings }: Redacted): string {
  let made = '';
  let at = 0;
  for (const { from, to } of findings) {
    if (!ASTERISKS.test(text.slice(from, to))) continue;
    made += text.slice(at, from) + '•'.repeat(to - from);
    at = to;
  }
  return made + text.slice(at);
}

type Loaded = NonNullable<ProxyState['loaded']>;

function countedNames({ deployments }: ProxyConfig): Loaded['models'] {
  const counts = new Map<string, number>();
  for (const { name } of deployments) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, deployments: count }));
}

/** Reads the text of the configuration anew, with all that it includes. */
type Load = () => Promise<ConfigText>;

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
  /** Takes a watched file anew; null where none is watched. */
  #again: (() => Promise<void>) | null = null;
  #watch: NodeJS.Timeout | undefined;

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
    } else if (this.#again === null && this.#taken?.name === file.name)
      await this.#takeGiven(file.text, file.name);
    return this.#state;
  }

  /** Takes a file and follows its changes, and those of the files that it includes. Rejects where it cannot be read. */
  async watch(file: string): Promise<ProxyState> {
    const name = path.basename(file);
    const beside = besideOf(file);
    const load: Load = async () =>
      withIncluded(
        await readFile(file, 'utf8'),
        name,
        async (other) => (await beside(other)) ?? this.#givenFor(other),
      );
    let seen = '';
    let others: readonly string[] = [];
    const taken = async (mayTake: () => boolean): Promise<void> => {
      const before = await signatureOf(file);
      const config = await load();
      if (!mayTake()) return;
      this.#take(config, true);
      others = [...Object.keys(config.included), ...(this.#state.loaded?.missing ?? [])];
      // What changes while it is read is read again at the next look.
      seen = before === (await signatureOf(file)) ? await signatureOfAll(file, others) : '';
    };
    await taken(() => {
      this.close();
      this.#given = new Map();
      return true;
    });
    const isWatched = (): boolean => this.#watch === timer;
    const look = async (): Promise<void> => {
      if ((await signatureOfAll(file, others)) !== seen) await taken(isWatched);
    };
    // Between two steps of an editor the file may be missing; the next look finds it.
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref();
    this.#watch = timer;
    this.#again = () => taken(isWatched);
    return this.#state;
  }

  #give(files: readonly NamedText[]): void {
    this.#given = new Map([
      ...this.#given,
      ...files.map(({ name, text }) => [name, this.#mask(text)] as const),
    ]);
  }

  /** A browser tells files by their names alone. */
  #givenFor(file: string): string | null {
    return this.#given.get(baseOf(file)) ?? null;
  }

  async #takeAgain({ text, name }: ConfigText): Promise<void> {
    if (this.#again) await this.#again();
    else await this.#takeGiven(text, name ?? '');
  }

  async #takeGiven(text: string, name: string): Promise<void> {
    this.#take(await withIncluded(text, name, async (file) => this.#givenFor(file)), false);
  }

  #take(config: ConfigText | null, watched: boolean): void {
    const revision = this.#state.revision + 1;
    this.#taken = config && this.#masked(config);
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

  #mask(text: string): string {
    return readable(this.#redactor.call(text));
  }

  #masked({ text, name, included }: ConfigText): ConfigText {
    const others = Object.entries(included).map(([file, one]) => [file, this.#mask(one)] as const);
    return { text: this.#mask(text), name, included: Object.fromEntries(others) };
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
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#again = null;
  }
}
