import { type Pointer, pathOf } from '../../json/pointer.ts';

/** How many, with the noun: `1 problem`, `2,000 problems`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** A size for people: bytes, then kilobytes of a thousand. */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;

/** The place of what is wrong with all of it. */
export const WHOLE = 'the request';

/** A place as people write it; the document itself in words. */
export const placeOf = (pointer: Pointer): string => (pointer === '' ? WHOLE : pathOf(pointer));

/** A text no longer than so many characters, its end left out. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}\n… ${count(text.length - most, 'more character')}` : text;

/** A text in one line of at most `most` characters, cut between words. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most);
  const space = start.lastIndexOf(' ');
  return `${start.slice(0, space > most / 2 ? space : most - 1)} …`;
}
