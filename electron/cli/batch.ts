import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { readJson } from '../../shared/json/read-json.ts';
import type { ExitCode } from './command.ts';
import { linesOf } from './input.ts';
import type { Output } from './output.ts';

/** A line that cannot be worked on; its message is reported with the line's number. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/** What became of a line: the value to write, and whether it counts as a problem found. */
export interface LineResult {
  readonly value: object;
  readonly problem: boolean;
}

/** One JSON object. Throws {@link BadLine} for anything else. */
export function parseLine(text: string): JsonObject {
  let value: unknown;
  try {
    value = readJson(text);
  } catch (error) {
    throw new BadLine(`no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(value)) throw new BadLine('a line is a JSON object');
  return value;
}

/**
 * Works through a JSONL source and writes one line of JSON per line of input, in order. Blank
 * lines are skipped. A bad line is reported on stderr with its number and leaves no line of output;
 * the others are still done, and the exit code is 2.
 */
export async function runBatch(
  source: string,
  output: Output,
  work: (line: JsonObject, text: string) => LineResult,
): Promise<ExitCode> {
  let number = 0;
  let bad = false;
  let problem = false;
  for await (const text of linesOf(source)) {
    number += 1;
    if (text.trim() === '') continue;
    try {
      const result = work(parseLine(text), text);
      problem ||= result.problem;
      await output.line(JSON.stringify(result.value));
    } catch (error) {
      bad = true;
      const reason = error instanceof Error ? error.message : String(error);
      const known = error instanceof BadLine || error instanceof RangeError;
      output.complain(`line ${number}: ${known ? reason : `Strata itself fails on this line: ${reason}`}`);
    }
  }
  return bad ? 2 : problem ? 1 : 0;
}
