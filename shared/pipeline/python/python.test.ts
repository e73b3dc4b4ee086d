import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/json.ts';
import { compactDumps, dumps } from './json.ts';
import { readInt } from './numbers.ts';
import { pythonRepr, pythonText } from './repr.ts';
import { isBlank, strip, stripEnd, stripStart, WHITE_SPACE, withoutSpace } from './space.ts';
import { isTruthy } from './truth.ts';

/** What CPython makes of a value, as `oracle/python_habits.py` prints it. */
interface Habits {
  readonly bool: boolean;
  readonly repr: string;
  readonly str: string;
  readonly dumps: string;
  readonly compact: string;
  readonly strip?: string;
}

const ofText = (text: string) => ({
  strip: strip(text),
  rstrip: stripEnd(text),
  lstrip: stripStart(text),
  blank: isBlank(text),
  joined: withoutSpace(text),
  matched: text.replace(new RegExp(`[${WHITE_SPACE}]`, 'gu'), ''),
  int: readInt(text),
});

const ours = (value: Json): Habits => ({
  bool: isTruthy(value),
  repr: pythonRepr(value),
  str: pythonText(value),
  dumps: dumps(value),
  compact: compactDumps(value),
  ...(typeof value === 'string' ? ofText(value) : {}),
});

describe('What CPython does to texts and values', () => {
  it('is done alike to each recorded value', () => {
    const lines = readFileSync(new URL('../testdata/python-habits.jsonl', import.meta.url), 'utf8').trimEnd();
    const vectors = lines.split('\n').map((line) => JSON.parse(line) as { value: Json; python: Habits });
    const differing = vectors.filter(
      ({ value, python }) => JSON.stringify(sorted(ours(value))) !== JSON.stringify(sorted(python)),
    );
    expect(differing.map(({ value, python }) => ({ value, python, ours: ours(value) }))).toEqual([]);
  });
});

const sorted = (habits: Habits) =>
  Object.fromEntries(Object.entries(habits).sort(([a], [b]) => (a < b ? -1 : 1)));

const SCRIPT = fileURLToPath(new URL('../../../oracle/python_habits.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Characters that every CPython since 3.8 knows, so that what counts as printable is the same. */
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x24f }).map((code) => String.fromCharCode(code)),
  fc.constantFrom('\u1680', '\u2000', '\u2028', '\u202f', '\u205f', '\u3000', '\ufeff', '\u200b', '你', '👋'),
);
const text = fc.string({ unit: character, maxLength: 12 });
/** Whole numbers beyond 2^53 come out of JavaScript in other digits than went in. */
const number = fc
  .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.constantFrom(null, true, false),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(
      text.map((key) => `k${key}`),
      tie('json'),
      { maxKeys: 3 },
    ),
  ),
}));

describe.skipIf(!hasPython)('What the CPython of this machine does', () => {
  it('is done alike to values made at random', () => {
    const values = fc.sample(json, 3000).map((value) => JSON.parse(JSON.stringify(value)) as Json);
    const input = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    const output = execFileSync('python3', [SCRIPT, '-'], { input, encoding: 'utf8', maxBuffer: 2 ** 27 });
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Habits);
    expect(answers.length).toBe(values.length);
    for (const [i, value] of values.entries()) {
      expect(sorted(ours(value)), JSON.stringify(value)).toEqual(sorted(answers[i] as Habits));
    }
  });
});
