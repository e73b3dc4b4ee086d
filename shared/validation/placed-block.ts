import type { JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { objectsOf } from './per-body.ts';

/** A content block with its place, which is written where somebody tells of it: of most blocks nobody does. */
export class PlacedBlock {
  readonly block: JsonObject;
  readonly #message: number;
  readonly #at: number;

  constructor(block: JsonObject, message: number, at: number) {
    this.block = block;
    this.#message = message;
    this.#at = at;
  }

  get pointer(): Pointer {
    return `/messages/${this.#message}/content/${this.#at}`;
  }

  /** Its path as sentences write it: `messages.0.content.1`. */
  get path(): string {
    return `messages.${this.#message}.content.${this.#at}`;
  }
}

/** All blocks of all messages, without those inside tool results; text alone is no block. */
export function blocksIn(messages: readonly JsonObject[]): readonly PlacedBlock[] {
  const placed: PlacedBlock[] = [];
  for (let i = 0; i < messages.length; i++) {
    const blocks = objectsOf(messages[i]?.content);
    for (let j = 0; j < blocks.length; j++) placed.push(new PlacedBlock(blocks[j] as JsonObject, i, j));
  }
  return placed;
}
