/** Characters that turn the direction of what follows, or cannot be seen, by their names in Unicode's own abbreviations. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u061c', 'ALM'],
  ['\u200b', 'ZWSP'],
  ['\u200e', 'LRM'],
  ['\u200f', 'RLM'],
  ['\u202a', 'LRE'],
  ['\u202b', 'RLE'],
  ['\u202c', 'PDF'],
  ['\u202d', 'LRO'],
  ['\u202e', 'RLO'],
  ['\u2060', 'WJ'],
  ['\u2066', 'LRI'],
  ['\u2067', 'RLI'],
  ['\u2068', 'FSI'],
  ['\u2069', 'PDI'],
  ['\ufeff', 'BOM'],
]);

const HIDDEN = new RegExp(`[${[...NAMES.keys()].join('')}]`, 'g');

/**
 * A text from outside as it may stand among the words of the window: marks that would turn the text around them, or
 * hide in it, are named instead (`⟨RLO⟩`). Only for showing; what is sent, copied and compared stays as it is.
 */
export const shown = (text: string): string =>
  text.replace(HIDDEN, (character) => `⟨${NAMES.get(character) ?? ''}⟩`);
