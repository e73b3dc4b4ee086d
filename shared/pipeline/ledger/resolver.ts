import { isArray, isObject, type Json } from '../../json/json.ts';
import { type Pointer, unescapeSegment } from '../../json/pointer.ts';

const unescaped = (segment: string): string => (segment.includes('~') ? unescapeSegment(segment) : segment);

function memberOf(container: Json | undefined, key: string): Json | undefined {
  if (isArray(container)) return container[Number(key)];
  if (!isObject(container)) return undefined;
  const name = unescaped(key);
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

/** Looks values up by pointer in one document, remembering the containers on the way, so that neighbours are cheap. */
export class Resolver {
  readonly #document: Json;
  readonly #containers = new Map<Pointer, Json | undefined>();
  /** The container looked into last: siblings follow each other, and cutting a pointer is not free. */
  #place: Pointer = '';
  #container: Json | undefined;

  constructor(document: Json) {
    this.#document = document;
    this.#container = document;
  }

  /** The value a pointer names, or `undefined` where the document has none. */
  at(pointer: Pointer): Json | undefined {
    if (pointer === '') return this.#document;
    const slash = pointer.lastIndexOf('/');
    if (slash !== this.#place.length || !pointer.startsWith(this.#place)) {
      const place = pointer.slice(0, slash);
      this.#container = this.#containerAt(place);
      this.#place = place;
    }
    return memberOf(this.#container, pointer.slice(slash + 1));
  }

  #containerAt(place: Pointer): Json | undefined {
    if (place === '') return this.#document;
    const known = this.#containers.get(place);
    if (known !== undefined) return known;
    const slash = place.lastIndexOf('/');
    const found = memberOf(this.#containerAt(place.slice(0, slash)), place.slice(slash + 1));
    this.#containers.set(place, found);
    return found;
  }

  /** The pointer itself where it names a value, else that of the nearest value around it. */
  nearest(pointer: Pointer): Pointer {
    let at = pointer;
    while (at !== '' && this.at(at) === undefined) at = at.slice(0, at.lastIndexOf('/'));
    return at;
  }
}
