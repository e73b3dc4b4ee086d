import type { Field } from './field.ts';
import { FLAG_WORDS } from './fields.ts';
import { IS, type IsWord } from './is.ts';
import { folded, patternOf } from './pattern.ts';
import type { Piece, Token } from './tokens.ts';
import type { Interval, Test } from './tree.ts';
import { readDuration, readNumber, readShare, readSize } from './units.ts';
import { readWhen, type Span } from './when.ts';
import { wordsOf } from './words.ts';

type FieldToken = Extract<Token, { kind: 'field' }>;
type Numeric = Extract<Field, { kind: 'number' | 'status' | 'duration' | 'size' | 'share' | 'time' }>;

/** What a value means, or why it means nothing. */
export type ReadValue = { readonly test: Test } | { readonly problem: string };

const READERS: Readonly<
  Record<Exclude<Numeric['kind'], 'time' | 'status'>, (text: string) => number | null>
> = {
  number: readNumber,
  duration: readDuration,
  size: readSize,
  share: readShare,
};

const EXPECTED: Readonly<Record<Numeric['kind'], string>> = {
  number: 'a number such as 400, >=400, 400..499 or 12k',
  status: 'a number such as 400, 4xx, >=400 or 400..499',
  duration: 'a time such as >500ms, 2s or 1m',
  size: 'a size such as >4kb or 1.5mb',
  share: 'a share such as >50%',
  time: 'a day, a time of today or a moment: 2026-11-26, 14:05, 2026-11-26T14:05, today',
};

/** `4xx` stands for a hundred statuses, as in the tables of HTTP; any other status is a number. */
function readStatus(text: string): Span | null {
  const hundred = /^(\d)xx$/i.exec(text)?.[1];
  if (hundred !== undefined) return { from: Number(hundred) * 100, to: Number(hundred) * 100 + 100 };
  const value = readNumber(text);
  return value === null ? null : { from: value, to: value };
}

/** The span that a bound names; a plain number is a span of no length. */
function readBound(field: Numeric, text: string, now: number): Span | null {
  if (field.kind === 'time') return readWhen(text, now);
  if (field.kind === 'status') return readStatus(text);
  const value = READERS[field.kind](text);
  return value === null ? null : { from: value, to: value };
}

const OPEN: Interval = { least: null, most: null, aboveLeast: false, belowMost: false };

/** A day is a span, so that `>today` begins after its end and `<=today` takes all of it in. */
function comparison(operator: string, { from, to }: Span): Interval {
  const point = from === to;
  switch (operator) {
    case '>':
      return { ...OPEN, least: to, aboveLeast: point };
    case '>=':
      return { ...OPEN, least: from };
    case '<':
      return { ...OPEN, most: from, belowMost: true };
    case '<=':
      return { ...OPEN, most: to, belowMost: !point };
    default:
      return { least: from, most: to, aboveLeast: false, belowMost: !point };
  }
}

const OPERATOR = /^(<=|>=|<|>|=)(.*)$/;

function readInterval(field: Numeric, text: string, operator: string, now: number): Interval | null {
  const range = /^(.*?)\.\.(.*)$/.exec(text);
  if (!range || operator !== '') {
    const own = operator === '' ? OPERATOR.exec(text) : null;
    const span = readBound(field, own?.[2] ?? text, now);
    return span && comparison(own?.[1] ?? operator, span);
  }
  const [, low = '', high = ''] = range;
  const from = low === '' ? null : readBound(field, low, now);
  const to = high === '' ? null : readBound(field, high, now);
  if ((low !== '' && !from) || (high !== '' && !to) || (!from && !to)) return null;
  return {
    least: from?.from ?? null,
    most: to?.to ?? null,
    aboveLeast: false,
    belowMost: to !== null && to.from !== to.to,
  };
}

const wrong = (field: Field, value: string, expected: string): ReadValue => ({
  problem: value === '' ? `${field.name}: takes ${expected}.` : `“${value}” is not ${expected}.`,
});

const list = (words: readonly string[]): string => words.join(', ');

function readNumeric(field: Numeric, token: FieldToken, now: number): ReadValue {
  const any: Interval[] = [];
  for (const { text } of token.values) {
    const interval = readInterval(field, text, token.operator, now);
    if (!interval) return wrong(field, text, EXPECTED[field.kind]);
    any.push(interval);
  }
  return { test: { kind: 'interval', field: field.name, any } };
}

const isWord = (word: string): word is IsWord => Object.hasOwn(IS, word);

/** Words of a list that contain what was typed. */
function choose(
  field: Field,
  choices: readonly string[],
  pieces: readonly Piece[],
): readonly string[] | string {
  const chosen = new Set<string>();
  for (const { text } of pieces) {
    const small = text.toLowerCase();
    const exact = choices.filter((choice) => choice === small);
    const found =
      exact.length > 0 ? exact : choices.filter((choice) => small !== '' && choice.startsWith(small));
    if (found.length === 0)
      return text === ''
        ? `${field.name}: takes ${list(choices)}.`
        : `${field.name} is one of ${list(choices)}; “${text}” is none of them.`;
    for (const choice of found) chosen.add(choice);
  }
  return [...chosen];
}

const NONE = new Set(['none', 'any']);

/** Reads the value of a field. `now`: milliseconds since 1970, for times that are relative. */
export function readValue(field: Field, token: FieldToken, now: number): ReadValue {
  const { values, operator } = token;
  const [only] = values;
  const alone = values.length === 1 && only && !only.quoted ? only.text.toLowerCase() : null;
  const compares = operator !== '' && operator !== '=';
  if (values.some(({ text, quoted }) => text === '' && !quoted)) return unfinished(field);
  if ('value' in field && alone !== null && NONE.has(alone) && !compares)
    return { test: { kind: 'present', field: field.name, present: alone === 'any' } };
  if (compares && !('value' in field && field.kind in EXPECTED))
    return { problem: `${field.name} has no order: ${operator} cannot be asked of it.` };
  const patterns = values.map(({ text, quoted }) => patternOf(text, quoted, operator === '='));
  switch (field.kind) {
    case 'number':
    case 'status':
    case 'duration':
    case 'size':
    case 'share':
    case 'time':
      return readNumeric(field, token, now);
    case 'name':
      return { test: { kind: 'pattern', field: field.name, any: patterns } };
    case 'key':
      return { test: { kind: 'key', field: field.name, any: values.map(({ text }) => folded(text)) } };
    case 'choice': {
      const any = choose(field, field.choices, values);
      return typeof any === 'string'
        ? { problem: any }
        : { test: { kind: 'choice', field: field.name, any } };
    }
    case 'flag':
      if (field.flag !== null) return { test: { kind: 'flag', flag: field.flag, names: patterns } };
      return readFlag(field, values);
    case 'is': {
      const word = alone ?? '';
      return isWord(word)
        ? { test: { kind: 'is', word } }
        : { problem: `is: takes ${list(Object.keys(IS))}; “${only?.text ?? ''}” is none of them.` };
    }
    case 'last': {
      const ms = readDuration(alone ?? '');
      if (ms === null) return wrong(field, only?.text ?? '', 'a time such as 15m, 2h or 7d');
      return { test: { kind: 'interval', field: 'started', any: [{ ...OPEN, least: now - ms }] } };
    }
    case 'words':
      return readWords(field.name === 'asked' ? 'asked' : 'answered', values);
  }
}

function unfinished(field: Field): ReadValue {
  if (field.kind === 'choice') return { problem: `${field.name}: takes ${list(field.choices)}.` };
  if (field.kind === 'is') return { problem: `is: takes ${list(Object.keys(IS))}.` };
  if (field.kind === 'flag' && field.flag === null)
    return { problem: `${field.name}: takes ${list(FLAG_WORDS)}.` };
  if (field.kind in EXPECTED) return wrong(field, '', EXPECTED[field.kind as Numeric['kind']]);
  return { problem: `${field.name}: needs a value, for example ${field.name}:${field.example}` };
}

function readFlag(field: Field, values: readonly Piece[]): ReadValue {
  const chosen = choose(field, FLAG_WORDS, values.slice(0, 1));
  if (typeof chosen === 'string') return { problem: chosen };
  const flag = chosen.find((word): word is Extract<Test, { kind: 'flag' }>['flag'] =>
    FLAG_WORDS.includes(word),
  );
  if (values.length > 1 || chosen.length > 1 || flag === undefined)
    return { problem: `${field.name}: takes one of ${list(FLAG_WORDS)}.` };
  return { test: { kind: 'flag', flag, names: [] } };
}

/** Words of a piece: in quotes they stand as they are, without quotes the last may go on. */
export function readWords(where: 'asked' | 'answered' | null, values: readonly Piece[]): ReadValue {
  const [value] = values;
  if (!value || values.length > 1) return { problem: 'One text at a time: put it in quotes.' };
  const words = wordsOf(value.text);
  if (words.length === 0) return { problem: `“${value.text}” has no letter or digit to search for.` };
  return { test: { kind: 'words', where, words, begun: !value.quoted } };
}
