import type { AnswerReader } from '../../../shared/capture/answer.ts';
import type { Json } from '../../../shared/json/json.ts';

/** Longer bodies are kept and not read, bytes. */
const LONGEST_READ = 32 * 1024 * 1024;

/** Gathers what passes, up to a length. */
export class Copy {
  #pieces: Uint8Array[] = [];
  #length = 0;

  push(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length <= LONGEST_READ) this.#pieces.push(bytes);
    else this.#pieces = [];
  }

  /** The text so far; empty where it became too long. Afterwards nothing is held. */
  take(): string {
    const text = Buffer.concat(this.#pieces).toString('utf8');
    this.#pieces = [];
    return text;
  }
}

/** A body as JSON; null where it is none. */
export function parseBody(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** Takes the data of server-sent events out of a text that comes in pieces. */
export class EventLines {
  readonly #reader: AnswerReader;
  #rest = '';

  constructor(reader: AnswerReader) {
    this.#reader = reader;
  }

  push(text: string, atMs: number): void {
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) this.#reader.event(line.slice(5).trim(), atMs);
  }
}
