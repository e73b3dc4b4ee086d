import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer, segments, valueAt } from '../../../json/pointer.ts';
import { listOf, membersIn, type Note, type Origin, type Said, Trace } from '../../ledger/trace.ts';

/**
 * What a pipeline said of an adapted request, retold of the request it was adapted from. Reads two
 * traces: the adaptation's (adapted value → incoming value) and the pipeline's (body → adapted value).
 */
export class MappedTrace extends Trace {
  readonly #inner: Trace;
  readonly #adaptation: Trace;
  readonly #adapted: JsonObject;
  readonly #request: JsonObject;

  constructor(inner: Trace, adaptation: Trace, adapted: JsonObject, request: JsonObject) {
    super();
    this.#inner = inner;
    this.#adaptation = adaptation;
    this.#adapted = adapted;
    this.#request = request;
  }

  /** The incoming values that an adapted value was made from. */
  #sources(pointer: Pointer): readonly Pointer[] {
    let node: Json | undefined = this.#adapted;
    let origin: readonly Pointer[] = [];
    for (const segment of segments(pointer)) {
      if (!isObject(node) && !isArray(node)) break;
      const own: Origin | undefined = this.#adaptation.memberOf(node, segment);
      const before: Json = node;
      node = isArray(before) ? before[Number(segment)] : before[segment];
      const whole: Origin | undefined =
        typeof node === 'object' && node !== null ? this.#adaptation.wholeOf(node) : undefined;
      const said = own ?? whole;
      if (said) origin = listOf(said.from);
      else if (origin.length === 1) origin = [this.#deeper(origin[0] as Pointer, segment, node)];
    }
    return origin;
  }

  /** One step further in where adapted and incoming value are the same. */
  #deeper(from: Pointer, segment: string, node: Json | undefined): Pointer {
    const pointer = child(from, segment);
    return node !== undefined && valueAt(this.#request, pointer) === node ? pointer : from;
  }

  #retell(origin: Origin): Origin {
    const { from, rule } = origin;
    const sources =
      typeof from === 'string'
        ? this.#sources(from)
        : listOf(from).flatMap((pointer) => this.#sources(pointer));
    return {
      from: sources.length === 0 ? null : [...(sources.length === 1 ? sources : new Set(sources))],
      rule,
    };
  }

  override saidOf(container: object): Said | undefined {
    const said = this.#inner.saidOf(container);
    if (!said) return undefined;
    const retold = new Map<string, Origin>();
    for (const [key, origin] of membersIn(said)) retold.set(key, this.#retell(origin));
    const { whole } = said;
    return { whole: whole && this.#retell(whole), last: null, members: retold.size > 0 ? retold : null };
  }

  override get notes(): readonly Note[] {
    const told = this.#inner.notes.flatMap((note) =>
      this.#sources(note.from).map((from) => ({ ...note, from })),
    );
    return [...told, ...this.#adaptation.notes];
  }
}
