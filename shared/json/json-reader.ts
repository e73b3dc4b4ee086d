import { changedRange } from './changed-range.ts';
import { endOfString, MOST_LEVELS } from './depth.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';
import { readJson } from './read-json.ts';
import { hasTexts, inheritTexts, keepTexts } from './texts.ts';

/** An item of a list that is a member of the whole document, such as a message or a tool; `to` is behind its last unit. */
interface Item {
  readonly key: string;
  readonly index: number;
  from: number;
  to: number;
}

/** What was read, and what of it is new. */
export interface ReadAgain {
  readonly value: Json;
  /** The one item in which the text differs from the one before, and its text; null where everything was read. */
  readonly item: { readonly value: Json; readonly text: string } | null;
}

/** The items of the lists in an object, in the order of the text, which is known to be JSON. */
function itemsOf(text: string, document: JsonObject): Item[] {
  const items: Item[] = [];
  const notable = /["[\]{},]/g;
  let depth = 0;
  let key = '';
  let list = false;
  let from = -1;
  let index = 0;
  const close = (to: number): void => {
    // An item without brackets or quotes is a number or a word, and too small to be worth it.
    if (from >= 0) items.push({ key, index, from, to });
    from = -1;
  };
  for (let found = notable.exec(text); found; found = notable.exec(text)) {
    const [sign] = found;
    const at = found.index;
    if (sign === '"') {
      const end = endOfString(text, at);
      if (depth === 1) key = JSON.parse(text.slice(at, end)) as string;
      else if (depth === 2 && list) {
        from = at;
        close(end);
      }
      notable.lastIndex = end;
    } else if (sign === '[' || sign === '{') {
      if (depth === 1) {
        list = sign === '[' && isArray(document[key]);
        index = 0;
      } else if (depth === 2 && list) from = at;
      depth += 1;
    } else if (sign === ',') {
      if (depth === 2) index += 1;
    } else {
      depth -= 1;
      if (depth === 2 && list) close(at + 1);
    }
  }
  return items;
}

const INSIDE = { numbers: new Map<string, string>(), keys: null, inside: true } as const;

/** A document with another item in one of its lists; everything else is the same by identity. */
function withItem(document: JsonObject, { key, index }: Item, item: Json): JsonObject {
  const list = document[key];
  if (!isArray(list)) return document;
  const items = inheritTexts(
    list.map((one, i) => (i === index ? item : one)),
    list,
  );
  const made = inheritTexts({ ...document, [key]: items }, document);
  if (typeof item === 'object' && item !== null && hasTexts(item)) {
    keepTexts(items, INSIDE);
    keepTexts(made, INSIDE);
  }
  return made;
}

interface Known {
  readonly text: string;
  readonly value: Json;
  /** Found when a text like it comes. */
  items: Item[] | null;
}

/**
 * Reads JSON texts of which each is the one before with a little changed, as somebody types. Where the change lies
 * within one item of a list of the document (one message), only that item is read; all other values are those that were
 * given before, by identity.
 */
export class JsonReader {
  #known: Known | null = null;

  /** The next text is read whole, unless this one may be built on. */
  forgetUnless(sound: boolean): void {
    if (!sound) this.#known = null;
  }

  /** As {@link readJson}, and throws what that throws; of a document with a new item only that is measured, to {@link MOST_LEVELS}. */
  read(text: string, levels: number = MOST_LEVELS): ReadAgain {
    const again = this.#known && this.#again(this.#known, text);
    if (again) return again;
    const value = readJson(text, levels);
    this.#known = { text, value, items: null };
    return { value, item: null };
  }

  #again(known: Known, text: string): ReadAgain | null {
    if (!isObject(known.value)) return null;
    const { from, oldTo, newTo } = changedRange(known.text, text);
    const items = known.items ?? itemsOf(known.text, known.value);
    known.items = items;
    const at = items.findIndex((item) => item.from < from && oldTo < item.to);
    const item = items[at];
    if (!item) return null;
    const by = newTo - oldTo;
    const own = text.slice(item.from, item.to + by);
    let value: Json;
    try {
      value = readJson(own);
    } catch {
      return null;
    }
    // A key that stands twice: what was read is the last one.
    if (items.some(({ key, index }, i) => i !== at && key === item.key && index === item.index)) return null;
    item.to += by;
    for (let i = at + 1; i < items.length; i++) {
      const later = items[i] as Item;
      later.from += by;
      later.to += by;
    }
    const document = withItem(known.value, item, value);
    this.#known = { text, value: document, items };
    return { value: document, item: { value, text: own } };
  }
}
