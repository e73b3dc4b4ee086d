import { UNWRITABLE } from '../../text/unwritable.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Marks that turn the direction of writing could make a line read otherwise than it is. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069\u200E\u200F]/g;

/** A text inside HTML or SVG, in an element or a quoted attribute. */
export const markup = (text: string): string =>
  text
    .replace(UNWRITABLE, '\uFFFD')
    .replace(DIRECTION, (mark) => `\u27E8U+${mark.charCodeAt(0).toString(16).toUpperCase()}\u27E9`)
    .replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);
