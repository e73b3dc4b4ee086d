import type { CST } from 'yaml';

/**
 * So many collections may stand inside each other in a configuration. Real ones nest some ten, and PyYAML gives up a
 * little above; deeper ones are attempts on the stack of whoever walks them. A stack that overflows is no error to be
 * caught: V8 ends the whole process where a pattern is to be compiled close to its end.
 */
export const MOST_YAML_LEVELS = 100;

const isCollection = (token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection =>
  token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';

/** Where a collection begins that stands inside too many others, as an offset in the text, or null. Nothing here recurses. */
export function tooDeepToken(tokens: readonly CST.Token[]): number | null {
  const left: { readonly token: CST.Token; readonly level: number }[] = [];
  const take = (token: CST.Token | null | undefined, level: number): void => {
    if (token) left.push({ token, level });
  };
  for (const token of tokens) if (token.type === 'document') take(token.value, 1);
  for (let next = left.pop(); next; next = left.pop()) {
    const { token, level } = next;
    if (!isCollection(token)) continue;
    if (level > MOST_YAML_LEVELS) return token.offset;
    for (const { key, value } of token.items) {
      take(key, level + 1);
      take(value, level + 1);
    }
  }
  return null;
}
