import type { Pointer } from '../../json/pointer.ts';

const SLASH = 47;

const leadsTo = (place: Pointer, pointer: Pointer): boolean =>
  pointer.startsWith(place) && pointer.charCodeAt(place.length) === SLASH;

/**
 * Goes to places of a tree by pointers. Neighbours follow each other, so the way to the last holder is kept, and only
 * where the next one leaves it is gone anew.
 */
export class Ways<Node> {
  readonly #into: (holder: Node, segment: string) => Node;
  readonly #places: Pointer[] = [''];
  readonly #nodes: Node[];

  /** @param into the value at one segment of a pointer, as it is written there */
  constructor(root: Node, into: (holder: Node, segment: string) => Node) {
    this.#nodes = [root];
    this.#into = into;
  }

  at(pointer: Pointer): Node {
    if (pointer === '') return this.#nodes[0] as Node;
    return this.#into(this.#holderOf(pointer), pointer.slice(pointer.lastIndexOf('/') + 1));
  }

  #holderOf(pointer: Pointer): Node {
    const places = this.#places;
    const nodes = this.#nodes;
    while (nodes.length > 1 && !leadsTo(places[places.length - 1] as Pointer, pointer)) {
      places.pop();
      nodes.pop();
    }
    let from = (places[places.length - 1] as Pointer).length;
    for (;;) {
      const to = pointer.indexOf('/', from + 1);
      if (to < 0) return nodes[nodes.length - 1] as Node;
      nodes.push(this.#into(nodes[nodes.length - 1] as Node, pointer.slice(from + 1, to)));
      places.push(pointer.slice(0, to));
      from = to;
    }
  }
}
