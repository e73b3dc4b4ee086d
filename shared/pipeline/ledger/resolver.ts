import { isArray, isObject, type Json } from '../../json/json.ts';
import { type Pointer, unescapeSegment } from '../../json/pointer.ts';
import { Ways } from './ways.ts';

const unescaped = (segment: string): string => (segment.includes('~') ? unescapeSegment(segment) : segment);

function memberOf(container: Json | undefined, key: string): Json | undefined {
  if (isArray(container)) return container[Number(key)];
  if (!isObject(container)) return undefined;
  const name = unescaped(key);
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

/** Looks values up by pointer in one document. */
export class Resolver {
  readonly #ways: Ways<Json | undefined>;

  constructor(document: Json) {
    this.#ways = new Ways<Json | undefined>(document, memberOf);
  }

  /** The value a pointer names, or `undefined` where the document has none. */
  at(pointer: Pointer): Json | undefined {
    return this.#ways.at(pointer);
  }

  /** The pointer itself where it names a value, else that of the nearest value around it. */
  nearest(pointer: Pointer): Pointer {
    let at = pointer;
    while (at !== '' && this.at(at) === undefined) at = at.slice(0, at.lastIndexOf('/'));
    return at;
  }
}
