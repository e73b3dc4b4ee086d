import { visit } from 'jsonc-parser';
import { bounded, MOST_LEVELS } from './depth.ts';
import { assign, isArray, type Json } from './json.ts';
import { keepTexts } from './texts.ts';

/** Strings whole, so that nothing inside them counts, and numbers; the text is known to be JSON. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"\s*:?|-?\d[\d.eE+-]*/gs;
const INTEGER_KEY = /^(?:0|[1-9]\d*)$/;
const INTEGER_AS_KEY = /^"(?:0|[1-9]\d*)"\s*:$/;
const DIGITS_ALWAYS_EXACT = 15;

/** False where the value of a number does not tell its text: `1.0`, `1e2`, `-0`, integers beyond 2^53. */
function tellsItsText(text: string): boolean {
  if (/[.eE]/.test(text)) return !Number.isInteger(Number(text)) && Number.isFinite(Number(text));
  return text.length > DIGITS_ALWAYS_EXACT ? String(Number(text)) === text : text !== '-0';
}

/** What every such number or key has in it; most texts have none of these anywhere. */
const SUSPECT = /\d[.eE]|\d{16}|-0|"\d+"\s*:/;

/** True where a text has a number or a key that a plain value would not keep. */
function needsTexts(text: string): boolean {
  if (!SUSPECT.test(text)) return false;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.startsWith('"') ? INTEGER_AS_KEY.test(token) : !tellsItsText(token)) return true;
  }
  return false;
}

/** A container that is being read. */
class Open {
  readonly numbers = new Map<string, string>();
  readonly keys = new Set<string>();
  key = '';
  inside = false;

  constructor(readonly container: Json[] | Record<string, Json>) {}

  put(value: Json, text: string | null): void {
    const { container } = this;
    const key = isArray(container) ? String(container.length) : this.key;
    if (text === null) this.numbers.delete(key);
    else this.numbers.set(key, text);
    if (Array.isArray(container)) container.push(value);
    else assign(container, key, value);
  }

  keep(): boolean {
    const moved = [...this.keys].some((key) => INTEGER_KEY.test(key));
    return keepTexts(this.container, {
      numbers: this.numbers,
      keys: moved ? [...this.keys] : null,
      inside: this.inside,
    });
  }
}

/** Builds the value piece by piece and remembers what it cannot hold. The text is known to be JSON. */
function readWithTexts(text: string): Json {
  const whole = new Open([]);
  const open = [whole];
  const current = (): Open => open.at(-1) ?? whole;
  const begin = (container: Json[] | Record<string, Json>): void => {
    current().put(container, null);
    open.push(new Open(container));
  };
  const end = (): void => {
    const inside = open.pop()?.keep() ?? false;
    if (inside) current().inside = true;
  };
  visit(text, {
    onObjectBegin: () => begin({}),
    onObjectEnd: end,
    onArrayBegin: () => begin([]),
    onArrayEnd: end,
    onObjectProperty(name) {
      current().key = name;
      current().keys.add(name);
    },
    onLiteralValue(value: Json, offset, length) {
      const written = typeof value === 'number' ? text.slice(offset, offset + length) : '';
      current().put(value, typeof value === 'number' && !tellsItsText(written) ? written : null);
    },
  });
  const [value = null] = isArray(whole.container) ? whole.container : [];
  return value;
}

/**
 * Parses JSON and loses nothing: the value is plain, and `numberAsWritten` and `keysAsWritten` tell
 * what a plain value does not hold (integers beyond 2^53, `1.0`, `1e2`, `-0`, the place of a key
 * such as `"10"`). Linear in the text.
 * @param levels so many containers may stand inside each other
 * @throws SyntaxError as `JSON.parse` does, NestedTooDeep
 */
export function readJson(text: string, levels: number = MOST_LEVELS): Json {
  const value = bounded(JSON.parse(text) as Json, text, levels);
  return needsTexts(text) ? readWithTexts(text) : value;
}
