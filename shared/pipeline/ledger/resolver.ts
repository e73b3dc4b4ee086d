import { isArray, isObject, type Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';

const unescaped = (segment: string): string =>
  segment.includes('~') ? segment.replace(/~1/g, '/').replace(/~0/g, '~') : segment;

/** Looks values up by pointer in one document, remembering every step, so that neighbours are cheap. */
export class Resolver {
  readonly #known: Map<Pointer, Json | undefined>;

  constructor(document: Json) {
    this.#known = new Map([['', document]]);
  }

  /** The value a pointer names, or `undefined` where the document has none. */
  at(pointer: Pointer): Json | undefined {
    const known = this.#known.get(pointer);
    if (known !== undefined || pointer === '') return known;
    const slash = pointer.lastIndexOf('/');
    const around = this.at(pointer.slice(0, slash));
    const key = pointer.slice(slash + 1);
    let value: Json | undefined;
    if (isArray(around)) value = around[Number(key)];
    else if (isObject(around)) {
      const name = unescaped(key);
      if (Object.hasOwn(around, name)) value = around[name];
    }
    this.#known.set(pointer, value);
    return value;
  }

  /** True for pointers that were asked for and for those of all values around them. */
  passed(pointer: Pointer): boolean {
    return this.#known.has(pointer);
  }

  /** The pointer itself where it names a value, else that of the nearest value around it. */
  nearest(pointer: Pointer): Pointer {
    let at = pointer;
    while (at !== '' && this.at(at) === undefined) at = at.slice(0, at.lastIndexOf('/'));
    return at;
  }
}
