import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, visit } from 'yaml';

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

const isMapping = (value: unknown, document: Document): boolean =>
  isMap(isAlias(value) ? value.resolve(document) : value);

const isMerge = (key: unknown): boolean => isScalar(key) && (key.value === '<<' || key.source === '<<');

/** Aliases that stand for nothing or for themselves, and merge keys that bring no mapping, in their order. */
export function unresolvedIn(document: Document): readonly Unresolved[] {
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
      if (!isMerge(key) || isAlias(value) || brings.every((one) => isMapping(one, document))) return;
      const message = 'A merge key brings no mapping here';
      found.push({ message, hint: 'Write << with the alias of a mapping: “<<: *name”.', ...at(value) });
    },
  });
  return found;
}
