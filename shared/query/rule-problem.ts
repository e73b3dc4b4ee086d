import type { CaptureRule } from '../capture/rule.ts';
import { parseQuery } from './parse.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Why a rule does nothing as it stands, in a sentence; empty where it works. */
export function problemOf({ filter, action }: Pick<CaptureRule, 'filter' | 'action'>): string {
  const [problem] = parseQuery(filter, 0).problems;
  if (problem) return `The rule does nothing until its filter is understood: ${problem.message}`;
  if (action.kind === 'rewrite' && action.json !== null && !isJson(action.json))
    return `The rule does nothing: ${action.json} is no JSON. A text stands in double quotes.`;
  return '';
}
