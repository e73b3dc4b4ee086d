import type { CaptureRule } from '../capture/rule.ts';
import { isJson } from '../json/parse.ts';
import { parseQuery } from './parse.ts';

/** Why a rule does nothing as it stands, in a sentence; empty where it works. */
export function problemOf({ filter, action }: Pick<CaptureRule, 'filter' | 'action'>): string {
  const [problem] = parseQuery(filter, 0).problems;
  if (problem) return `The rule does nothing until its filter is understood: ${problem.message}`;
  if (action.kind === 'rewrite' && action.json !== null && !isJson(action.json))
    return `The rule does nothing: ${action.json} is no JSON. A text stands in double quotes.`;
  return '';
}
