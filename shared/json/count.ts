import type { Json } from './json.ts';

/** How many values a document holds, containers included, counted up to about `most`. */
export function countValues(value: Json, most: number): number {
  let count = 0;
  const walk = (node: Json): void => {
    count += 1;
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (let i = 0; i < node.length && count < most; i++) walk(node[i] as Json);
      return;
    }
    for (const key in node) {
      if (count >= most) return;
      walk((node as { readonly [key: string]: Json })[key] as Json);
    }
  };
  walk(value);
  return count;
}
