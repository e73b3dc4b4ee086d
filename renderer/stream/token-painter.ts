import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { shown } from '../ui/shown.ts';
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

/** So far beyond the visible part tints are kept right. */
const MARGIN = '50% 0px';

/**
 * Draws an answer into an element, token by token, outside of React: text is appended once and
 * never touched again, only its tint changes when the chunk size does.
 */
export class TokenPainter {
  readonly #root: HTMLElement;
  readonly #look: PainterLook;
  readonly #lanes = new Map<string, Lane>();
  readonly #blocks = new Map<Element, Block>();
  readonly #inSight = new Set<Block>();
  readonly #sight: IntersectionObserver;
  /** Blocks with text that has not been delivered yet. */
  readonly #waiting = new Set<Block>();
  #frames = 0;
  #deliveries: number[] = [];
  #tinting = 0;

  constructor(root: HTMLElement, look: PainterLook) {
    this.#root = root;
    this.#look = look;
    this.#sight = new IntersectionObserver((entries) => this.#see(entries), {
      root: root.parentElement,
      rootMargin: MARGIN,
    });
    root.replaceChildren();
  }

  /** Stops watching what is in sight. */
  end(): void {
    this.#sight.disconnect();
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
    for (const block of this.#waiting) {
      this.#tint(block);
      if (!this.#waits(block)) this.#waiting.delete(block);
    }
  }

  /** Takes other deliveries from the first frame on; what is in sight is tinted anew, the rest when it comes into sight. */
  redeliver(delivered: Delivered): void {
    this.#deliveries = [...delivered.deliveries];
    this.#tinting++;
    this.#waiting.clear();
    for (const block of this.#blocks.values()) if (this.#waits(block)) this.#waiting.add(block);
    for (const block of this.#inSight) this.#tint(block);
  }

  #waits({ spans }: Block): boolean {
    return (spans[spans.length - 1]?.frame ?? -1) >= this.#deliveries.length;
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const block = this.#blocks.get(target);
      if (!block) continue;
      if (!isIntersecting) this.#inSight.delete(block);
      else {
        this.#inSight.add(block);
        if (block.tinted !== this.#tinting) this.#tint(block);
      }
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
    this.#waiting.add(block);
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
      label.textContent = kind === 'reasoning' ? 'Reasoning' : `Tool call ${shown(opens ?? '')}`.trim();
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
    this.#blocks.set(element, block);
    this.#sight.observe(element);
    return block;
  }
}
