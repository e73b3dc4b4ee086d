import { describe, expect, it } from 'vitest';
import { exportName, toCsv, toMarkdown } from './export.ts';
import { matrixOf } from './testing.ts';

const COLUMNS = ['mistral', 'command r'];
const alone = matrixOf(COLUMNS, [
  ['stream_chunk_size', ['leaked /stream_chunk_size', 'consumed']],
  ['tags', ['consumed', 'refused']],
]);
const both = matrixOf(COLUMNS, [
  ['stream_chunk_size', ['leaked /stream_chunk_size', 'crashed'], ['consumed', 'crashed']],
]);

/** Reads CSV as RFC 4180 has it. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    records[records.length - 1]?.push(match[1]?.replace(/""/g, '"') ?? match[2] ?? '');
    if (match[3] !== ',') records.push([]);
  }
  return records.slice(0, -1);
}

describe('CSV of the leak matrix', () => {
  it('has a line per key with the fate, the place and the number of leaks', () => {
    expect(toCsv(alone)).toBe(
      [
        'key,profile,mistral,command r,leaks',
        'stream_chunk_size,LiteLLM 1.87,leaked at /stream_chunk_size,consumed,1',
        'tags,LiteLLM 1.87,consumed,refused,0',
        '',
      ].join('\r\n'),
    );
  });

  it('has a line per key and profile where two are compared', () => {
    expect(readCsv(toCsv(both))).toEqual([
      ['key', 'profile', ...COLUMNS, 'leaks'],
      ['stream_chunk_size', 'LiteLLM 1.87', 'leaked at /stream_chunk_size', 'crashed', '1'],
      ['stream_chunk_size', 'LiteLLM 1.109', 'consumed', 'crashed', '0'],
    ]);
  });

  it.each(['a,b', 'say "x"', 'two\nlines', ' outer ', 'back\\slash', 'ключ'])(
    'gives %j back unchanged',
    (key) => {
      const [, line] = readCsv(toCsv(matrixOf(['nova'], [[key, ['consumed']]])));
      expect(line?.[0]).toBe(key);
    },
  );

  it.each(['=1+1', '+x', '-x', '@x'])('lets no spreadsheet compute %s', (key) => {
    const [, line] = readCsv(toCsv(matrixOf(['nova'], [[key, ['consumed']]])));
    expect(line?.[0]).toBe(`'${key}`);
  });
});

/** The cells of a line of a Markdown table, split at bars that are not escaped. */
const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\| | \|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const tableOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cellsOf);

describe('Markdown of the leak matrix', () => {
  it('is a table with a sign per cell', () => {
    expect(tableOf(toMarkdown(alone))).toEqual([
      ['key', ...COLUMNS, 'leaks'],
      ['---', ':-:', ':-:', '--:'],
      ['`stream_chunk_size`', '●', '·', '1'],
      ['`tags`', '·', '✕', '0'],
    ]);
  });

  it('shows both profiles where they differ', () => {
    expect(tableOf(toMarkdown(both))[2]).toEqual(['`stream_chunk_size`', '● ⇒ ·', '!', '1 ⇒ 0']);
  });

  it('says what was compared and counted', () => {
    const text = toMarkdown(both);
    expect(text).toContain('# Internal keys that reach Bedrock: LiteLLM 1.87 against LiteLLM 1.109');
    expect(text).toContain('1 of 2 cells leak in LiteLLM 1.87.');
    expect(text).toContain('1 that leak in LiteLLM 1.87 are fixed in LiteLLM 1.109, and 0 are new there.');
  });

  it.each([
    ['a|b', '`a\\|b`'],
    ['a`b', '`` a`b ``'],
    ['two\nlines', '`two lines`'],
  ])('keeps %j in its cell', (key, cell) => {
    const table = tableOf(toMarkdown(matrixOf(['a|b_c'], [[key, ['consumed']]])));
    expect(table[0]).toEqual(['key', 'a\\|b\\_c', 'leaks']);
    expect(table[2]).toEqual([cell, '·', '0']);
  });
});

describe('names of exported files', () => {
  it('tell the profiles', () => {
    expect(exportName(alone, 'csv')).toBe('strata-audit-litellm-1.87.csv');
    expect(exportName(both, 'md')).toBe('strata-audit-litellm-1.87-against-litellm-1.109.md');
  });
});
