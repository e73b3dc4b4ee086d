import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const saved = z.array(z.string().max(300)).max(1000);

/**
 * Hosts outside of AWS that the user lets see requests signed with the credentials of AWS. Each was allowed once, by
 * name, and is remembered in a file that holds host names only.
 */
export class TrustedHosts {
  readonly #file: string;
  readonly #hosts: Set<string>;

  /** @param file absolute path; missing or unreadable means that nobody is trusted */
  constructor(file: string) {
    this.#file = file;
    this.#hosts = new Set(readHosts(file));
  }

  list(): readonly string[] {
    return [...this.#hosts];
  }

  has(host: string): boolean {
    return this.#hosts.has(host);
  }

  /** Remembers a host (`name` or `name:port`). Failing to write loses only the memory. */
  allow(host: string): void {
    this.#hosts.add(host);
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(this.#file, JSON.stringify(this.list()), { mode: 0o600 });
    } catch (error) {
      console.error(`The trusted hosts could not be saved: ${String(error)}`);
    }
  }
}

function readHosts(file: string): readonly string[] {
  try {
    const parsed = saved.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
