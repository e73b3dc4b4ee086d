import { fieldNamed } from './fields.ts';
import type { Place } from './tree.ts';

/** A piece of a value: `quoted` texts mean themselves. */
export interface Piece extends Place {
  readonly text: string;
  readonly quoted: boolean;
}

/** What the text is made of. White space lies between tokens. */
export type Token = Place &
  (
    | { readonly kind: '(' | ')' | 'or' | 'and' | 'not' }
    | { readonly kind: 'word'; readonly value: Piece }
    /** `field:value`; `operator` is empty, `=`, `<`, `<=`, `>` or `>=`; values are separated by commas. */
    | {
        readonly kind: 'field';
        readonly name: string;
        readonly operator: string;
        readonly values: readonly Piece[];
        /** Where the part after the colon begins. */
        readonly valueFrom: number;
      }
  );

const SPACE = /[\s\u00a0]/;
const FIELD = /^([a-z][a-z-]{0,30})(?::(<=|>=|<|>|=)?|(<=|>=|<|>|=))/i;
const JOINERS: ReadonlyMap<string, 'or' | 'and' | 'not'> = new Map([
  ['OR', 'or'],
  ['|', 'or'],
  ['||', 'or'],
  ['AND', 'and'],
  ['&&', 'and'],
  ['NOT', 'not'],
]);

const endsValue = (character: string, inList: boolean): boolean =>
  SPACE.test(character) || character === '(' || character === ')' || (inList && character === ',');

/** Reads from an opening quote to its end, or to the end of the text; `\"` and `\\` stand for themselves. */
function quoted(text: string, from: number): Piece {
  let value = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
    value += text[at] ?? '';
  }
  return { text: value, quoted: true, from, to: Math.min(at + 1, text.length) };
}

function bare(text: string, from: number, inList: boolean): Piece {
  let to = from;
  while (to < text.length && !endsValue(text[to] ?? '', inList)) to++;
  return { text: text.slice(from, to), quoted: false, from, to };
}

const piece = (text: string, from: number, inList: boolean): Piece =>
  text[from] === '"' ? quoted(text, from) : bare(text, from, inList);

function values(text: string, from: number): readonly Piece[] {
  const found = [piece(text, from, true)];
  for (;;) {
    const at = found[found.length - 1]?.to ?? from;
    if (text[at] !== ',') return found;
    found.push(piece(text, at + 1, true));
  }
}

/** A word before a colon is a field where it is known, or is written like one and something follows that is no digit. */
function fieldAt(text: string, from: number): Token | null {
  const found = FIELD.exec(text.slice(from, from + 40));
  if (!found?.[1]) return null;
  const [head, name, afterColon, bareOperator] = found;
  if (!fieldNamed(name) && (bareOperator !== undefined || text.startsWith('//', from + head.length)))
    return null;
  const valueFrom = from + head.length;
  const list = values(text, valueFrom);
  return {
    kind: 'field',
    name,
    operator: afterColon ?? bareOperator ?? '',
    values: list,
    valueFrom,
    from,
    to: list[list.length - 1]?.to ?? valueFrom,
  };
}

/** Cuts a filter into tokens; any text can be cut. Linear in its length. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    const next = text[at + 1];
    if (SPACE.test(character)) at++;
    else if (character === '(' || character === ')') tokens.push({ kind: character, from: at, to: ++at });
    else if (
      (character === '-' || character === '!') &&
      next !== undefined &&
      !SPACE.test(next) &&
      next !== ')'
    )
      tokens.push({ kind: 'not', from: at, to: ++at });
    else {
      const field = fieldAt(text, at);
      const token = field ?? wordAt(text, at);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function wordAt(text: string, from: number): Token {
  const value = piece(text, from, false);
  const joiner = value.quoted ? undefined : JOINERS.get(value.text);
  return joiner ? { kind: joiner, from, to: value.to } : { kind: 'word', value, from, to: value.to };
}
