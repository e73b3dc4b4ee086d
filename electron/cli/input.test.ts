import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, textOf } from './input.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-input-'));
const file = path.join(dir, 'lines.jsonl');
beforeAll(() => writeFileSync(file, `${`${'a'.repeat(90_000)}\n`.repeat(3)}${'b'.repeat(300_000)}`));
afterAll(() => rmSync(dir, { recursive: true }));

async function all(lines: AsyncIterable<readonly string[]>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const some of lines) found.push(...some);
  return found;
}

describe('what is read for a command', () => {
  it('is any number of lines', async () => {
    const lines = await all(linesOf(file, 300_000));
    expect(lines.map(({ length }) => length)).toEqual([90_000, 90_000, 90_000, 300_000]);
  });

  it('ends with its name where a line has no end', async () => {
    await expect(all(linesOf(file, 299_999))).rejects.toThrow(
      `${file} has a line of more than 299999 characters.`,
    );
  });

  it('ends with its name where a text has no end', async () => {
    expect((await textOf(file)).length).toBe(570_003);
    await expect(textOf(file, 570_002)).rejects.toThrow(`${file} is a text of more than 570002 characters.`);
  });
});
