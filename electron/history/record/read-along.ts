import type { AnswerReader } from '../../../shared/capture/answer.ts';

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

/** Takes the data of server-sent events out of a text that comes in pieces. A line that is too long is left out. */
export class EventLines {
  readonly #reader: AnswerReader;
  /** Pieces of a line that is not whole yet: they are joined once, however many come. */
  #pieces: string[] = [];
  #length = 0;

  constructor(reader: AnswerReader) {
    this.#reader = reader;
  }

  push(text: string, atMs: number): void {
    const lines = text.split(/\r\n|\r|\n/);
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#hold(line);
      this.#read(atMs);
    }
    this.#hold(last);
  }

  #hold(piece: string): void {
    this.#length += piece.length;
    if (this.#length <= LONGEST_READ) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  #read(atMs: number): void {
    const line = this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    if (line.startsWith('data:')) this.#reader.event(line.slice(5).trim(), atMs);
  }
}
