import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer, parent, segments, valueAt } from '../../../json/pointer.ts';
import { unescapeSegment } from '../../../json/steps.ts';
import { listOf, type MemberOrigin, type Note, type Origin, type Said, Trace } from '../../ledger/trace.ts';

/** A value of the adapted request, with the incoming values that it was made from. */
interface Traced {
  readonly value: Json | undefined;
  readonly origin: readonly Pointer[];
}

/**
 * What a pipeline said of an adapted request, retold of the request it was adapted from. Reads two
 * traces: the adaptation's (adapted value → incoming value) and the pipeline's (body → adapted value).
 */
export class MappedTrace extends Trace {
  readonly #inner: Trace;
  readonly #adaptation: Trace;
  readonly #adapted: JsonObject;
  readonly #request: JsonObject;
  /** The pointer of the value in which something was asked for last, and that value. */
  #around: Pointer | null = null;
  #holder: Traced = { value: undefined, origin: [] };

  constructor(inner: Trace, adaptation: Trace, adapted: JsonObject, request: JsonObject) {
    super();
    this.#inner = inner;
    this.#adaptation = adaptation;
    this.#adapted = adapted;
    this.#request = request;
  }

  /** The incoming values that an adapted value was made from. */
  #sources(pointer: Pointer): readonly Pointer[] {
    const around = parent(pointer);
    if (around === undefined) return [];
    // What is asked for one after the other mostly stands in one value.
    if (around !== this.#around) {
      this.#holder = segments(around).reduce<Traced>((holder, segment) => this.#inside(holder, segment), {
        value: this.#adapted,
        origin: [],
      });
      this.#around = around;
    }
    const segment = pointer.slice(around.length + 1);
    return this.#inside(this.#holder, segment.includes('~') ? unescapeSegment(segment) : segment).origin;
  }

  #inside(holder: Traced, segment: string): Traced {
    const { value: around, origin } = holder;
    if (!isObject(around) && !isArray(around)) return holder;
    const own: Origin | undefined = this.#adaptation.memberOf(around, segment);
    const value = isArray(around) ? around[Number(segment)] : around[segment];
    const said =
      own ?? (typeof value === 'object' && value !== null ? this.#adaptation.wholeOf(value) : undefined);
    if (said) return { value, origin: listOf(said.from) };
    const [only] = origin;
    return only === undefined || origin.length > 1
      ? { value, origin }
      : { value, origin: [this.#deeper(only, segment, value)] };
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
    const { whole, last, members } = said;
    return {
      whole: whole && this.#retell(whole),
      last: this.#retellMembers(last),
      members: members && new Map([...members].map(([key, origin]) => [key, this.#retell(origin)])),
    };
  }

  /** They are few: many stand in a map. */
  #retellMembers(last: MemberOrigin | null): MemberOrigin | null {
    if (!last) return null;
    const { from, rule } = this.#retell(last);
    return { from, rule, key: last.key, before: this.#retellMembers(last.before), count: last.count };
  }

  override get notes(): readonly Note[] {
    const told: Note[] = [];
    for (const { from, rule, to } of this.#inner.notes)
      for (const source of this.#sources(from)) told.push({ from: source, rule, to });
    return told.concat(this.#adaptation.notes);
  }
}
