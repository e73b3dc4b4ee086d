import { ranges } from '../input/position.ts';
import type { TextRange } from '../input/text-range.ts';
import { isJson } from '../json/parse.ts';
import { type Pointer, parent } from '../json/pointer.ts';
import { spansOf } from './spans.ts';

/** A parsed text, for several look-ups. */
export interface Locator {
  /** The key of the member that `pointer` names, or the value itself for items and the document. */
  locate(pointer: Pointer): TextRange | null;
}

/**
 * Finds places of a JSON text by pointer. A pointer to something that is not there gives the
 * nearest value around it; text that is no JSON gives null.
 */
export const locator = (text: string): Locator => (isJson(text) ? placesIn(text) : { locate: () => null });

/** The same for a text that is known to be JSON, as what was written here is: it is not parsed to see that. */
export function placesIn(text: string): Locator {
  const spans = spansOf(text);
  const rangeOf = ranges(text);
  return {
    locate(pointer) {
      for (let at: Pointer | undefined = pointer; at !== undefined; at = parent(at)) {
        const place = spans.find(at);
        if (place) return rangeOf((place.key ?? place.value).from, (place.key ?? place.value).to);
      }
      return null;
    },
  };
}

/** The place of one pointer in a JSON text; use `locator` for several. */
export function locate(text: string, pointer: Pointer): TextRange | null {
  return locator(text).locate(pointer);
}
