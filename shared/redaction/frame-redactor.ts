import { visit } from 'jsonc-parser';
import { readDeltas } from '../recording/deltas.ts';
import type { RecordedFrame } from '../recording/recording.ts';
import { bytesWith } from './frame-bytes.ts';
import type { Redactor } from './redactor.ts';
import { StreamRedactor } from './stream.ts';

/** What a frame without its secrets is, and how many were taken out of it alone. */
function withoutOwn(
  redactor: Redactor,
  frame: RecordedFrame,
  given: string,
): { readonly frame: RecordedFrame; readonly findings: number } {
  const { text: content, findings } = redactor.text(given);
  if (content === frame.content) return { frame, findings: 0 };
  const deltas = frame.check === 'ok' ? readDeltas(frame.eventType, frame.messageType, content) : [];
  const redacted = { ...frame, content, deltas };
  return { frame: { ...redacted, bytes: bytesWith(redacted, frame) }, findings: findings.length };
}

/** A part of an answer's text, on its way through the stream that it belongs to. */
interface Piece {
  readonly text: string;
  /** The same without secrets; null until it is told. */
  clean: string | null;
}

/** What one block of an answer says, over many frames. */
class Channel {
  readonly stream: StreamRedactor;
  readonly #waiting: Piece[] = [];
  #told = '';

  constructor(redactor: Redactor) {
    this.stream = new StreamRedactor(redactor);
  }

  push(piece: Piece): void {
    this.#waiting.push(piece);
    this.#tell(this.stream.push(piece.text));
  }

  end(): void {
    this.#tell(this.stream.end());
  }

  #tell(text: string): void {
    if (text === '') return;
    let at = 0;
    const told = this.#told + text;
    let done = 0;
    for (const piece of this.#waiting) {
      if (at + piece.text.length > told.length) break;
      piece.clean = told.slice(at, at + piece.text.length);
      at += piece.text.length;
      done += 1;
    }
    this.#waiting.splice(0, done);
    this.#told = told.slice(at);
  }
}

/** The content with other texts in place of strings that it holds, each where it stands first. */
function withTexts(content: string, pieces: readonly Piece[]): string {
  const changed = pieces.filter(({ text, clean }) => clean !== null && clean !== text);
  if (changed.length === 0) return content;
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  visit(content, {
    onLiteralValue(value: unknown, offset, length) {
      const at = changed.findIndex(({ text }) => text === value);
      const [piece] = at < 0 ? [] : changed.splice(at, 1);
      if (piece) edits.push({ from: offset, to: offset + length, text: JSON.stringify(piece.clean) });
    },
  });
  return edits.reduceRight(
    (text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to),
    content,
  );
}

/** Frames that are held back at most: a secret that is spread over more is found in pieces at best. */
const MOST_HELD = 10_000;

interface Held {
  readonly frame: RecordedFrame;
  readonly pieces: readonly Piece[];
}

/**
 * Takes secrets out of frames as they come: out of each alone, and out of what the blocks of the answer say over many
 * frames. A frame is held back until its text is told. A mark is as long as what it stands for, so that the frames
 * keep their lengths; where they cannot, their bytes are left out.
 */
export class FrameRedactor {
  readonly #redactor: Redactor;
  readonly #channels = new Map<string, Channel>();
  readonly #ended: Channel[] = [];
  readonly #held: Held[] = [];
  #own = 0;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** How many secrets were taken out so far. */
  get findings(): number {
    const spread = [...this.#channels.values(), ...this.#ended];
    return spread.reduce((sum, { stream }) => sum + stream.findings.length, this.#own);
  }

  /** Takes a frame; gives those that are told by now, in order. */
  push(frame: RecordedFrame): readonly RecordedFrame[] {
    const pieces: Piece[] = [];
    for (const delta of frame.deltas) {
      if (delta.kind === 'block-stop') this.#endBlock(delta.block);
      if (delta.kind !== 'text' && delta.kind !== 'reasoning' && delta.kind !== 'tool-input') continue;
      if (delta.text === '') continue;
      const piece: Piece = { text: delta.text, clean: null };
      pieces.push(piece);
      this.#channel(`${delta.block} ${delta.kind}`).push(piece);
    }
    this.#held.push({ frame, pieces });
    if (this.#held.length > MOST_HELD) this.#endAll();
    return this.#tell();
  }

  /** The rest, once no more comes. */
  end(): readonly RecordedFrame[] {
    this.#endAll();
    return this.#tell();
  }

  #channel(name: string): Channel {
    const known = this.#channels.get(name);
    if (known) return known;
    const made = new Channel(this.#redactor);
    this.#channels.set(name, made);
    return made;
  }

  #endBlock(block: number): void {
    for (const [name, channel] of this.#channels) {
      if (!name.startsWith(`${block} `)) continue;
      channel.end();
      this.#channels.delete(name);
      if (channel.stream.findings.length > 0) this.#ended.push(channel);
    }
  }

  #endAll(): void {
    for (const channel of this.#channels.values()) channel.end();
    this.#ended.push(...this.#channels.values());
    this.#channels.clear();
  }

  #tell(): readonly RecordedFrame[] {
    const open = this.#held.findIndex(({ pieces }) => pieces.some(({ clean }) => clean === null));
    const told = this.#held.splice(0, open < 0 ? this.#held.length : open);
    return told.map(({ frame, pieces }) => {
      const clean = withoutOwn(this.#redactor, frame, withTexts(frame.content, pieces));
      this.#own += clean.findings;
      return clean.frame;
    });
  }
}
