import type { TextRange } from '../../input/text-range.ts';
import { assign, isArray, type Json, type JsonObject } from '../../json/json.ts';
import { type Pointer, pointerOf, segments } from '../../json/pointer.ts';
import { hasTexts, keepTexts } from '../../json/texts.ts';

/** A place in a configuration: `file` is the included one, null for the configuration itself. */
export interface ConfigRange extends TextRange {
  readonly file: string | null;
}

export type RangeOf = (pointer: Pointer) => TextRange | null;

/** Where a member of the merged root comes from: a list from several files, one after the other. */
interface Part {
  readonly file: string | null;
  readonly rangeOf: RangeOf;
  /** Index of its first item in the merged list. */
  readonly from: number;
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

/** Two lists in one, which keeps how the numbers in their entries were written. */
function joined(items: readonly Json[], more: readonly Json[]): readonly Json[] {
  const list = [...items, ...more];
  keepTexts(list, { numbers: NO_TEXTS, keys: null, inside: hasTexts(items) || hasTexts(more) });
  return list;
}

function placed(part: Part | undefined, pointer: Pointer): ConfigRange | null {
  const range = part?.rangeOf(pointer) ?? null;
  return part && range ? { ...range, file: part.file } : null;
}

/** The root of a configuration as its files make it, and where each value of it stands. */
export class MergedRoot {
  readonly #parts = new Map<string, readonly Part[]>();
  #root: JsonObject = {};

  get root(): JsonObject {
    return this.#root;
  }

  /** Lists are joined; of everything else the file that is read last wins. */
  add(own: JsonObject, file: string | null, rangeOf: RangeOf): void {
    const root: Record<string, Json> = { ...this.#root };
    for (const [key, value] of Object.entries(own)) {
      if (key === 'include') continue;
      const there = root[key] ?? null;
      const joins = isArray(there) && isArray(value);
      const items = joins ? there : [];
      assign(root, key, joins ? joined(items, value) : value);
      const part: Part = { file, rangeOf, from: items.length };
      this.#parts.set(key, joins ? [...(this.#parts.get(key) ?? []), part] : [part]);
    }
    keepTexts(root, { numbers: NO_TEXTS, keys: null, inside: hasTexts(this.#root) || hasTexts(own) });
    this.#root = root;
  }

  rangeOf(pointer: Pointer): ConfigRange | null {
    const [key, index, ...rest] = segments(pointer);
    const parts = this.#parts.get(String(key ?? ''));
    if (key === undefined || !parts) return null;
    if (index === undefined || parts.length === 1) return placed(parts[0], pointer);
    const at = Number(index);
    const part = parts.filter(({ from }) => from <= at).at(-1);
    return placed(part, pointerOf([key, at - (part?.from ?? 0), ...rest]));
  }
}
