import { type Alias, type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, visit } from 'yaml';

/** Something of a document that the library reads and PyYAML, or nobody, can make a value of. */
export interface Unresolved {
  readonly message: string;
  readonly hint: string;
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
}

const at = (node: unknown): Pick<Unresolved, 'from' | 'to'> => {
  const [from = 0, to = from] = (node as Node | null)?.range ?? [];
  return { from, to };
};

/** Gives the node that an alias stands for, undefined where that is none; any other as it is. */
export type Resolve = (node: unknown) => unknown;

/**
 * Finds what each alias of a document stands for: the last node above it that has its name. One walk for all of them;
 * the library's own look-up goes through the document for each.
 */
export function resolverOf(document: Document): Resolve {
  const named = new Map<string, Node>();
  const stands = new Map<Alias, Node | undefined>();
  visit(document, {
    Value: (_, node) => void (node.anchor !== undefined && named.set(node.anchor, node)),
    Alias: (_, node) => void stands.set(node, named.get(node.source)),
  });
  return (node) => (isAlias(node) ? stands.get(node) : node);
}

const isMerge = (key: unknown): boolean => isScalar(key) && (key.value === '<<' || key.source === '<<');

/** Aliases that stand for nothing or for themselves, and merge keys that bring no mapping, in their order. */
export function unresolvedIn(document: Document, resolve: Resolve): readonly Unresolved[] {
  const found: Unresolved[] = [];
  const anchors = new Set<string>();
  const note = (node: unknown): void => {
    const { anchor } = node as { readonly anchor?: string };
    if (anchor !== undefined) anchors.add(anchor);
  };
  visit(document, {
    Collection: (_, node) => note(node),
    Scalar: (_, node) => note(node),
    Alias: (_, node, path) => {
      const holds = path.some((one) => !isPair(one) && (one as { anchor?: string }).anchor === node.source);
      if (holds) {
        const message = `The alias *${node.source} stands inside of what it stands for`;
        found.push({ message, hint: 'Write the value out: it would have no end.', ...at(node) });
      } else if (!anchors.has(node.source)) {
        const message = `Nothing above is named &${node.source}`;
        found.push({
          message,
          hint: 'Name an anchor that stands above, or quote a text that begins with *.',
          ...at(node),
        });
      }
    },
    Pair: (_, { key, value }) => {
      const brings = isSeq(value) ? value.items : [value];
      if (!isMerge(key) || isAlias(value) || brings.every((one) => isMap(resolve(one)))) return;
      const message = 'A merge key brings no mapping here';
      found.push({ message, hint: 'Write << with the alias of a mapping: “<<: *name”.', ...at(value) });
    },
  });
  return found;
}

interface Size {
  /** Values, keys among them. */
  readonly nodes: number;
  /** Collections inside of each other, at most. */
  readonly levels: number;
}

/** How large a document is when each alias is written out. */
export interface WrittenOut extends Size {
  /** Aliases in the text. */
  readonly aliases: number;
}

const ONE: Size = { nodes: 1, levels: 0 };

/** Measures a document in which no alias stands inside of what it stands for. */
export function writtenOut(document: Document, resolve: Resolve): WrittenOut {
  let aliases = 0;
  const known = new Map<unknown, Size>();
  const sum = (parts: readonly unknown[]): Size => {
    let [nodes, levels] = [1, 0];
    for (const part of parts) {
      const one = of(part);
      nodes += one.nodes;
      levels = Math.max(levels, one.levels);
    }
    return { nodes, levels: levels + 1 };
  };
  const of = (node: unknown): Size => {
    // What an alias stands for stands above it, and is known.
    if (isAlias(node)) {
      aliases += 1;
      return known.get(resolve(node)) ?? ONE;
    }
    const size = isMap(node)
      ? sum(node.items.flatMap(({ key, value }) => [key, value]))
      : isSeq(node)
        ? sum(node.items)
        : ONE;
    known.set(node, size);
    return size;
  };
  return { ...of(document.contents), aliases };
}
