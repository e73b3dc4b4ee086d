import { NestedTooDeep } from '../../shared/json/depth.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { readJson } from '../../shared/json/read-json.ts';
import { BadLine, type ExitCode, type GroupWork, type Lines, type LineWork, type Worked } from './command.ts';
import type { Output } from './output.ts';

/** One JSON object. Throws {@link BadLine} for anything else. */
export function parseLine(text: string): JsonObject {
  let value: unknown;
  try {
    value = readJson(text);
  } catch (error) {
    if (error instanceof NestedTooDeep) throw new BadLine(error.message);
    throw new BadLine(`no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(value)) throw new BadLine('a line is a JSON object');
  return value;
}

/** Works through some lines. A bad one leaves a complaint with its number and no result; blank ones are skipped. */
function workThrough({ first, texts }: Lines, work: LineWork): Worked {
  const results: string[] = [];
  const complaints: string[] = [];
  let problem = false;
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '') continue;
    try {
      const result = work(parseLine(text), text);
      problem ||= result.problem;
      results.push(`${JSON.stringify(result.value)}\n`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const known = error instanceof BadLine || error instanceof RangeError;
      complaints.push(
        `line ${first + index}: ${known ? reason : `Strata itself fails on this line: ${reason}`}`,
      );
    }
  }
  return { out: results.join(''), complaints, problem };
}

/** Works on lines one by one. */
export const eachLine =
  (work: LineWork): GroupWork =>
  (lines) =>
    workThrough(lines, work);

/** Characters and lines that are worked on as one: small enough that a slow source is answered as it comes. */
const MOST_CHARACTERS = 256 * 1024;
const MOST_LINES = 512;

/** The lines of a source in groups. */
export async function* grouped(file: string, lines: AsyncIterable<readonly string[]>): AsyncGenerator<Lines> {
  let first = 1;
  let texts: string[] = [];
  let size = 0;
  const take = (): Lines => {
    const group = { file, first, texts };
    first += texts.length;
    texts = [];
    size = 0;
    return group;
  };
  for await (const arrived of lines) {
    for (const text of arrived) {
      texts.push(text);
      size += text.length;
      if (size >= MOST_CHARACTERS || texts.length >= MOST_LINES) yield take();
    }
    if (texts.length > 0) yield take();
  }
}

/** Writes what became of the lines, in their order. The exit code is 2 where a line was bad, else 1 where one is a problem. */
export async function writeWorked(worked: AsyncIterable<Worked>, output: Output): Promise<ExitCode> {
  let bad = false;
  let found = false;
  for await (const { out, complaints, problem } of worked) {
    await output.text(out);
    for (const complaint of complaints) output.complain(complaint);
    bad ||= complaints.length > 0;
    found ||= problem;
  }
  return bad ? 2 : found ? 1 : 0;
}
