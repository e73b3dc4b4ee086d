import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { type ProxyConfig, readConfig } from '../../shared/proxy/config.ts';
import type { Redacted, Redactor } from '../../shared/redaction/redactor.ts';

/** How often a watched file is looked at, milliseconds: editors replace files in ways that no event tells. */
const LOOK_EVERY_MS = 500;

const REFERENCE = /\bos\.environ\/[A-Za-z_][A-Za-z0-9_]*/g;

/** Tells one state of a file from another. */
async function signatureOf(file: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(file);
  return `${ino} ${size} ${mtimeMs}`;
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
  #source: string | null = null;
  #watch: NodeJS.Timeout | undefined;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** The configuration in force, keys masked; null for none. */
  config(): ProxyConfig | null {
    return this.#config;
  }

  /** The text that the configuration in force was read from, keys masked; null for none. */
  source(): string | null {
    return this.#source;
  }

  state(): ProxyState {
    return this.#state;
  }

  /** Takes a text as the configuration; null takes none any more. Ends the watching of a file. */
  set(text: string | null, name: string): ProxyState {
    this.close();
    this.#take(text, name, false);
    return this.#state;
  }

  /** Takes a file and follows its changes. Rejects where it cannot be read. */
  async watch(file: string): Promise<ProxyState> {
    const name = path.basename(file);
    let seen = await signatureOf(file);
    const text = await readFile(file, 'utf8');
    this.close();
    this.#take(text, name, true);
    const look = async (): Promise<void> => {
      const now = await signatureOf(file);
      if (now === seen) return;
      const changed = await readFile(file, 'utf8');
      if (this.#watch !== timer) return;
      seen = now;
      this.#take(changed, name, true);
    };
    // Between two steps of an editor the file may be missing; the next look finds it.
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref();
    this.#watch = timer;
    return this.#state;
  }

  #take(text: string | null, name: string, watched: boolean): void {
    const revision = this.#state.revision + 1;
    if (text === null) {
      this.#config = null;
      this.#source = null;
      this.#state = { revision, loaded: null };
    } else {
      const masked = readable(this.#redactor.call(text));
      const read = readConfig(masked);
      if (read.ok) {
        this.#config = read.config;
        this.#source = masked;
      }
      const loaded: Loaded = {
        name,
        watched,
        text: masked,
        problems: read.ok ? [] : read.problems,
        warnings: read.ok ? read.config.warnings : [],
        models: this.#config ? countedNames(this.#config) : [],
        environment: [...new Set([...masked.matchAll(REFERENCE)].map(([found]) => found))].slice(0, 200),
      };
      this.#state = { revision, loaded };
    }
    for (const wake of this.#waiting) wake();
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
