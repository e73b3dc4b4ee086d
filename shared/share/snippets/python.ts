import type { Json, JsonObject } from '../../json/json.ts';
import { numberAsWritten } from '../../json/texts.ts';
import { rewritten } from '../../pipeline/python/numbers.ts';
import { literal, PYTHON } from './literal.ts';

/** A JSON value as a Python literal, indented by four spaces a level. */
export const python = (value: Json, indent = ''): string => literal(value, PYTHON, { indent });

/** A string literal: JSON's escapes are Python's too. */
export const pythonText = (text: string): string => JSON.stringify(text);

/** Keyword arguments, one a line: those that are names as they are, the others unpacked from a dictionary. */
export function keywordArguments(value: JsonObject, keys: readonly string[]): string {
  const named = keys.filter((key) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !PYTHON_WORDS.has(key));
  const others = keys.filter((key) => !named.includes(key));
  const text = (key: string): string => {
    const item = value[key] as Json;
    const written = typeof item === 'number' ? numberAsWritten(value, key) : undefined;
    return written === undefined ? python(item, '    ') : rewritten(written);
  };
  return [
    ...named.map((key) => `    ${key}=${text(key)},`),
    ...(others.length === 0
      ? []
      : [`    **{${others.map((key) => `${pythonText(key)}: ${text(key)}`).join(', ')}},`]),
  ].join('\n');
}

const PYTHON_WORDS: ReadonlySet<string> = new Set([
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def'],
  ...[
    'del',
    'elif',
    'else',
    'except',
    'finally',
    'for',
    'from',
    'global',
    'if',
    'import',
    'in',
    'is',
    'lambda',
  ],
  ...['nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
]);
