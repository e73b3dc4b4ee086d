import { parseJsonText } from '../../shared/input/json-text.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { parseLine } from './batch.ts';
import { BadLine, isNamed } from './command.ts';

/** The JSON object that is all of a file. Throws {@link BadLine} that says where it is none, as compilers do. */
export function objectIn(source: string, text: string): JsonObject {
  try {
    return parseLine(text);
  } catch (error) {
    if (!isNamed(error, 'BadLine')) throw error;
    const name = source === '-' ? 'stdin' : source;
    if (text.trim() === '') throw new BadLine(`${name} is empty.`);
    const read = parseJsonText(text);
    const [problem] = read.ok ? [] : read.problems;
    if (!problem) throw new BadLine(`${name} is no JSON object.`);
    throw new BadLine(`${name}:${problem.range.line}:${problem.range.column}: ${problem.message}.`);
  }
}
