import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

/** A piece of a document that may be a call, and where it begins there. */
export interface Piece {
  readonly text: string;
  readonly at: number;
  /** True where each of its lines begins with a star, as in comments of JavaScript that have examples. */
  readonly starred: boolean;
}

/** What stands between fences in Markdown, as issues, manuals and comments write code. */
export function fencedIn(document: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: { readonly fence: string; readonly at: number; readonly starred: boolean } | null = null;
  let at = 0;
  for (const line of document.split('\n')) {
    const [, star, fence] = /^[ \t>]*(\*[ \t]+)?(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined && open === null)
      open = { fence, at: at + line.length + 1, starred: star !== undefined };
    else if (fence !== undefined && open && fence.startsWith(open.fence)) {
      pieces.push({ text: document.slice(open.at, at), at: open.at, starred: open.starred });
      open = null;
    }
    at += line.length + 1;
  }
  return pieces;
}

const linesOf = (source: Json | undefined): string =>
  typeof source === 'string' ? source : isArray(source) ? source.join('') : '';

/** The code of a notebook's cells, one after the other; null where it is no notebook. */
export function notebookCode(value: JsonObject): string | null {
  if (!isArray(value.cells) || value.nbformat === undefined) return null;
  return value.cells
    .flatMap((cell) => (isObject(cell) && cell.cell_type === 'code' ? [linesOf(cell.source)] : []))
    .map((code) => code.replace(/^[%!].*$/gm, ''))
    .join('\n\n');
}
