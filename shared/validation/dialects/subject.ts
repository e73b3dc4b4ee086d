import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { LazyText } from '../../text/lazy-text.ts';
import { compactJson } from '../printable.ts';
import { follow, type Path } from '../schema/path.ts';
import type { Schema } from '../schema/schema.ts';
import { type Spans, spansOf } from '../spans.ts';
import { type BytePosition, type BytePositions, bytePositions } from '../text-position.ts';

interface Given {
  readonly schema: Schema;
  readonly body: Json;
  /** The text as sent; some wordings count its bytes. */
  readonly raw: LazyText;
  /** False inside a Converse request, where the model's validator sees a body that Bedrock composed. */
  readonly onInvoke: boolean;
  /** Whether the values of what stands in messages are left out of constraints. */
  readonly hidesContent?: boolean;
}

/**
 * What a dialect may look at when it words a violation. Order and sentences of one body ask for the same places, so they
 * are worked out once and held here. (Weak maps would keep them over many collections of young memory, which then take long.)
 */
export class Subject {
  readonly body: Json;
  readonly onInvoke: boolean;
  readonly hidesContent: boolean;
  readonly #raw: LazyText;
  readonly #schema: Schema;
  readonly #ways = new Map<Pointer, Path>();
  #places: Spans | null = null;
  #positions: BytePositions | null = null;

  constructor({ schema, body, raw, onInvoke, hidesContent = false }: Given) {
    this.body = body;
    this.onInvoke = onInvoke;
    this.hidesContent = hidesContent;
    this.#raw = raw;
    this.#schema = schema;
  }

  /** Where the values stand in the text. */
  get places(): Spans {
    this.#places ??= spansOf(this.#raw.text);
    return this.#places;
  }

  wayTo(pointer: Pointer): Path {
    const found = this.#ways.get(pointer) ?? follow(this.#schema, this.body, pointer);
    this.#ways.set(pointer, found);
    return found;
  }

  /** Line and byte column of a place in the text. */
  positionAt(offset: number): BytePosition {
    this.#positions ??= bytePositions(this.#raw.text);
    return this.#positions.at(offset);
  }

  /** A value as the service repeats it: text without quotes, a number as it was written (`1.0` stays `1.0`). */
  asWritten(value: Json, pointer: Pointer): string {
    if (typeof value === 'string') return value;
    const span = Number.isInteger(value) ? this.places.find(pointer)?.value : undefined;
    return span ? this.#raw.text.slice(span.from, span.to) : compactJson(value);
  }
}
