import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';
import { MOST_LEVELS, tooDeepAt } from '../../../shared/json/depth.ts';
import { parseJson } from '../../../shared/json/parse.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';

export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

const lineAndColumn = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before[before.length - 1] ?? '').length + 1}`;
};

const describe = (issue: z.core.$ZodIssue, text: string, root: Node | undefined): string => {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const node = root && (findNodeAtLocation(root, path) ?? findNodeAtLocation(root, path.slice(0, -1)));
  const where = path.length > 0 ? `/${path.join('/')}: ` : '';
  return `${lineAndColumn(text, node?.offset ?? 0)}: ${where}${issue.message}`;
};

/**
 * Reads the text of a scenario file. Throws `ScenarioError` with one line for each thing that is
 * wrong: its line and column, where it stands in the document, and what is expected there.
 */
export function readScenario(text: string): Scenario {
  const deep = tooDeepAt(text);
  if (deep !== null)
    throw new ScenarioError(`${lineAndColumn(text, deep)}: nested deeper than ${MOST_LEVELS} levels`);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [broken] = errors;
  if (broken)
    throw new ScenarioError(
      `${lineAndColumn(text, broken.offset)}: not JSON (${printParseErrorCode(broken.error)})`,
    );
  const result = scenarioSchema.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new ScenarioError(result.error.issues.map((issue) => describe(issue, text, root)).join('\n'));
}
