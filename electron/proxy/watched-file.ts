import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ConfigText } from '../../shared/proxy/includes.ts';

/** How often a watched file is looked at, milliseconds: editors replace files in ways that no event tells. */
const LOOK_EVERY_MS = 500;

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

interface Following {
  readonly file: string;
  /** Reads the text of the configuration anew, with all that it includes. */
  readonly load: () => Promise<ConfigText>;
  /** Takes what was read; gives the files beside it to follow, too, with paths from its folder. */
  readonly take: (config: ConfigText) => readonly string[];
}

/** A configuration's file that is followed, with those that it includes. */
export class WatchedFile {
  readonly #following: Following;
  #others: readonly string[] = [];
  #seen = '';
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(following: Following) {
    this.#following = following;
  }

  /** Takes the file as it is now. Rejects where it cannot be read. */
  async again(): Promise<void> {
    const { file, load, take } = this.#following;
    const before = await signatureOf(file);
    const config = await load();
    if (this.#closed) return;
    this.#others = take(config);
    // What changes while it is read is read again at the next look.
    this.#seen = before === (await signatureOf(file)) ? await signatureOfAll(file, this.#others) : '';
  }

  /** Looks at the files from now on, until it is closed. */
  follow(): void {
    if (this.#closed) return;
    // Between two steps of an editor the file may be missing; the next look finds it.
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), LOOK_EVERY_MS).unref();
  }

  async #look(): Promise<void> {
    if ((await signatureOfAll(this.#following.file, this.#others)) !== this.#seen) await this.again();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }
}
