import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const MOST = 10;
const saved = z.array(z.string().max(4096));

/** Files that were opened lately, newest first; a list that cannot be read is empty. */
export class RecentFiles {
  readonly #file: string;
  #paths: readonly string[];

  /** @param file absolute path of the list */
  constructor(file: string) {
    this.#file = file;
    this.#paths = read(file);
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  add(opened: string): void {
    this.#keep([opened, ...this.#paths.filter((one) => one !== opened)].slice(0, MOST));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(paths: readonly string[]): void {
    this.#paths = paths;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      writeFileSync(this.#file, JSON.stringify(paths), { mode: 0o600 });
    } catch (error) {
      console.error(`The list of recent files could not be saved: ${String(error)}`);
    }
  }
}

function read(file: string): readonly string[] {
  try {
    const list = saved.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return list.success ? list.data.slice(0, MOST) : [];
  } catch {
    return [];
  }
}
