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

/**
 * Takes the data of server-sent events out of a text that comes in pieces, as `readSse` does of a whole one: lines end in
 * LF, CR or both, the lines of data of an event are joined, and the empty line behind it says when it was whole. An event
 * that is too long is left out.
 */
export class EventLines {
  readonly #reader: AnswerReader;
  /** Pieces of a line that is not whole yet: they are joined once, however many come. */
  #pieces: string[] = [];
  /** The lines of data of an event that is not whole yet. */
  #data: string[] = [];
  /** UTF-16 units of the line, and of the event's lines of data with it. */
  #lineLength = 0;
  #length = 0;
  #afterCr = false;

  constructor(reader: AnswerReader) {
    this.#reader = reader;
  }

  push(text: string, atMs: number): void {
    if (text === '') return;
    const lines = (this.#afterCr && text.startsWith('\n') ? text.slice(1) : text).split(/\r\n|\r|\n/);
    this.#afterCr = text.endsWith('\r');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#hold(line);
      if (this.#lineLength === 0) this.#endEvent(atMs);
      else this.#endLine();
    }
    this.#hold(last);
  }

  #hold(piece: string): void {
    this.#lineLength += piece.length;
    this.#length += piece.length;
    if (this.#length <= LONGEST_READ) this.#pieces.push(piece);
    else [this.#pieces, this.#data] = [[], []];
  }

  #endLine(): void {
    const line = this.#pieces.join('');
    if (line.startsWith('data:')) this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    else if (this.#length <= LONGEST_READ) this.#length -= this.#lineLength;
    this.#pieces = [];
    this.#lineLength = 0;
  }

  #endEvent(atMs: number): void {
    const data = this.#data;
    [this.#pieces, this.#data, this.#length] = [[], [], 0];
    if (data.length > 0) this.#reader.event(data.join('\n'), atMs);
  }
}
