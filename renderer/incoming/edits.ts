import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { Json } from '../../shared/json/json.ts';

const FORMAT = { insertSpaces: true, tabSize: 2 } as const;

/**
 * The request text with one top-level key set, or taken out for `undefined`, everything else as
 * typed. Null where the text is no JSON object (a curl command, broken JSON).
 */
export function withKey(text: string, key: string, value: Json | undefined): string | null {
  const errors: { error: number; offset: number; length: number }[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false });
  if (tree?.type !== 'object' || errors.length > 0) return null;
  if (value === undefined && !findNodeAtLocation(tree, [key])) return text;
  return applyEdits(text, modify(text, [key], value, { formattingOptions: FORMAT }));
}
