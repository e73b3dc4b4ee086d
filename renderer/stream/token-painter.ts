import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { type LaneKind, type Piece, piecesOf } from './lanes.ts';
import type { Delivered } from './live-deliveries.ts';

/** Class names of what the painter draws. */
export interface PainterLook {
  readonly lane: string;
  readonly laneOf: Readonly<Record<LaneKind, string>>;
  readonly label: string;
  readonly block: string;
  readonly pending: string;
  readonly tints: readonly [string, string];
}

interface Span {
  readonly element: HTMLSpanElement;
  readonly frame: number;
}

/** A run of text that lays out by itself, so that a long answer costs no more per token than a short one. */
interface Block {
  readonly element: HTMLElement;
  readonly spans: Span[];
  length: number;
  /** The tinting that its spans have. */
  tinted: number;
}

interface Lane {
  readonly element: HTMLElement;
  block: Block;
}

/** A block is closed at the next line break after so many characters, at the next space after three times as many. */
const BLOCK_LENGTH = 800;

/** How far beyond the visible part tints are kept right, as a share of its height. */
const MARGIN = 0.5;

/**
 * Draws an answer into an element, token by token, outside of React: text is appended once and
 * never touched again, only its tint changes when the chunk size does.
 */
export class TokenPainter {
  readonly #root: HTMLElement;
  readonly #look: PainterLook;
  readonly #lanes = new Map<string, Lane>();
  readonly #blocks: Block[] = [];
  #frames = 0;
  #deliveries: number[] = [];
  #tinting = 0;

  constructor(root: HTMLElement, look: PainterLook) {
    this.#root = root;
    this.#look = look;
    root.replaceChildren();
  }

  /** Appends the frames that are new since the last call, as not delivered yet. */
  append(frames: readonly RecordedFrame[]): void {
    for (; this.#frames < frames.length; this.#frames++) {
      const frame = frames[this.#frames];
      if (frame) for (const piece of piecesOf(frame)) this.#draw(piece, this.#frames);
    }
  }

  /** Tints frames that have been delivered. */
  deliver({ from, deliveries }: Delivered): void {
    if (deliveries.length === 0) return;
    this.#deliveries.length = from;
    for (const delivery of deliveries) this.#deliveries.push(delivery);
    for (let i = this.#blocks.length - 1; i >= 0; i--) {
      const block = this.#blocks[i];
      if (!block) continue;
      const last = block.spans[block.spans.length - 1];
      if (last && last.frame < from) break;
      this.#tint(block);
    }
  }

  /** Forgets all deliveries; `deliver` from frame 0 on tints anew what can be seen, the rest when it is scrolled to. */
  redeliver(delivered: Delivered): void {
    this.#deliveries = [...delivered.deliveries];
    this.#tinting++;
    this.tintVisible();
  }

  /** Brings the tints of the visible part up to date. */
  tintVisible(): void {
    const frame = this.#root.parentElement?.getBoundingClientRect();
    if (!frame) return;
    const margin = frame.height * MARGIN;
    for (const block of this.#blocks) {
      if (block.tinted === this.#tinting) continue;
      const box = block.element.getBoundingClientRect();
      if (box.bottom >= frame.top - margin && box.top <= frame.bottom + margin) this.#tint(block);
    }
  }

  #tint(block: Block): void {
    const { pending, tints } = this.#look;
    for (const { element, frame } of block.spans) {
      const delivery = this.#deliveries[frame];
      const name = delivery === undefined ? pending : tints[delivery % 2 === 0 ? 0 : 1];
      if (element.className !== name) element.className = name;
    }
    block.tinted = this.#tinting;
  }

  #draw(piece: Piece, frame: number): void {
    const lane = this.#lanes.get(piece.lane) ?? this.#openLane(piece);
    if (piece.text === '') return;
    const element = document.createElement('span');
    element.className = this.#look.pending;
    element.textContent = piece.text;
    const { block } = lane;
    block.element.append(element);
    block.spans.push({ element, frame });
    block.length += piece.text.length;
    const full =
      (block.length > BLOCK_LENGTH && piece.text.endsWith('\n')) ||
      (block.length > 3 * BLOCK_LENGTH && /\s$/.test(piece.text)) ||
      block.length > 5 * BLOCK_LENGTH;
    if (full) lane.block = this.#openBlock(lane.element);
  }

  #openLane({ lane: key, kind, opens }: Piece): Lane {
    const element = document.createElement('div');
    element.className = `${this.#look.lane} ${this.#look.laneOf[kind]}`;
    if (kind !== 'text') {
      const label = document.createElement('div');
      label.className = this.#look.label;
      label.textContent = kind === 'reasoning' ? 'Reasoning' : `Tool call ${opens ?? ''}`.trim();
      element.append(label);
    }
    this.#root.append(element);
    const lane: Lane = { element, block: this.#openBlock(element) };
    this.#lanes.set(key, lane);
    return lane;
  }

  #openBlock(lane: HTMLElement): Block {
    const element = document.createElement('div');
    element.className = this.#look.block;
    lane.append(element);
    const block: Block = { element, spans: [], length: 0, tinted: this.#tinting };
    this.#blocks.push(block);
    return block;
  }
}
