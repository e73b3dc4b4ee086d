import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { type ProxyConfig, readConfig } from '../../shared/proxy/config.ts';
import type { ConfigText } from '../../shared/proxy/includes.ts';
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
  #missing: readonly string[] = [];
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

  /**
   * Takes a text as the configuration, with the files at hand that it may include; null takes none any more. Ends the
   * watching of a file.
   */
  set(text: string | null, name: string, included: ConfigText['included'] = {}): ProxyState {
    this.close();
    this.#take(text === null ? null : { text, name, included }, name, false);
    return this.#state;
  }

  /** Takes a file and follows its changes, and those of the files that it includes. Rejects where it cannot be read. */
  async watch(file: string): Promise<ProxyState> {
    const name = path.basename(file);
    const load = async (): Promise<ConfigText> =>
      withIncluded(await readFile(file, 'utf8'), name, besideOf(file));
    let seen = '';
    let others: readonly string[] = [];
    const taken = async (mayTake: () => boolean): Promise<void> => {
      const before = await signatureOf(file);
      const config = await load();
      if (!mayTake()) return;
      this.#take(config, name, true);
      others = [...Object.keys(config.included), ...this.#missing];
      // What changes while it is read is read again at the next look.
      seen = before === (await signatureOf(file)) ? await signatureOfAll(file, others) : '';
    };
    await taken(() => {
      this.close();
      return true;
    });
    const look = async (): Promise<void> => {
      if ((await signatureOfAll(file, others)) !== seen) await taken(() => this.#watch === timer);
    };
    // Between two steps of an editor the file may be missing; the next look finds it.
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref();
    this.#watch = timer;
    return this.#state;
  }

  #take(config: ConfigText | null, name: string, watched: boolean): void {
    const revision = this.#state.revision + 1;
    this.#missing = [];
    if (config === null) {
      this.#config = null;
      this.#source = null;
      this.#state = { revision, loaded: null };
    } else {
      const masked = this.#masked(config);
      const read = readConfig(masked);
      if (read.ok) {
        this.#config = read.config;
        this.#source = masked;
        this.#missing = read.config.missing.map(({ file }) => file);
      }
      const texts = [masked.text, ...Object.values(masked.included)];
      const named = texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([found]) => found));
      const loaded: Loaded = {
        name,
        watched,
        text: masked.text,
        problems: read.ok ? [] : read.problems,
        warnings: read.ok ? read.config.warnings : [],
        models: this.#config ? countedNames(this.#config) : [],
        environment: [...new Set(named)].slice(0, 200),
        included: Object.keys(masked.included),
        missing: this.#missing,
      };
      this.#state = { revision, loaded };
    }
    for (const wake of this.#waiting) wake();
  }

  #masked({ text, name, included }: ConfigText): ConfigText {
    const mask = (one: string): string => readable(this.#redactor.call(one));
    const others = Object.entries(included).map(([file, one]) => [file, mask(one)] as const);
    return { text: mask(text), name, included: Object.fromEntries(others) };
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
  }
}
