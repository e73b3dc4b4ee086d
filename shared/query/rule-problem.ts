import type { CaptureRule } from '../capture/rule.ts';
import { isJson } from '../json/parse.ts';
import { fieldNamed } from './fields.ts';
import type { IsWord } from './is.ts';
import { parseQuery } from './parse.ts';
import type { Test, Tree } from './tree.ts';

/** Fields that have no value, or always the same one, until Bedrock answered. */
const ANSWERED: ReadonlySet<string> = new Set([
  'status',
  'error',
  'state',
  'first-token',
  'duration',
  'stall',
  'burst',
  'tokens-in',
  'tokens-out',
  'cache-read',
  'cache-write',
  'frames',
  'answer-size',
  'stop',
  'release',
  'request-id',
]);
const ANSWERED_IS: ReadonlySet<IsWord> = new Set(['pinned', 'streamed']);

/** What a test asks for that no request tells, as a filter names it; null where the request tells it. */
function untold(test: Test): string | null {
  switch (test.kind) {
    case 'flag':
      return test.flag;
    case 'is':
      return ANSWERED_IS.has(test.word) ? `is:${test.word}` : null;
    case 'words':
      return test.where === 'answered' ? test.where : null;
    default: {
      const name = fieldNamed(test.field)?.name ?? test.field;
      return ANSWERED.has(name) ? name : null;
    }
  }
}

function firstUntold(tree: Tree): string | null {
  switch (tree.kind) {
    case 'hole':
      return null;
    case 'test':
      return untold(tree.test);
    case 'not':
      return firstUntold(tree.of);
    case 'all':
    case 'any':
      return tree.of.map(firstUntold).find((name) => name !== null) ?? null;
  }
}

/** Why a rule does nothing as it stands, in a sentence; empty where it works. */
export function problemOf({ filter, action }: Pick<CaptureRule, 'filter' | 'action'>): string {
  const { tree, problems } = parseQuery(filter, 0);
  const [problem] = problems;
  if (problem) return `The rule does nothing until its filter is understood: ${problem.message}`;
  const name = firstUntold(tree);
  if (name !== null)
    return `The rule does nothing: no request tells ${name}, and a rule sees a call before it is answered.`;
  if (action.kind === 'rewrite' && action.json !== null && !isJson(action.json))
    return `The rule does nothing: ${action.json} is no JSON. A text stands in double quotes.`;
  return '';
}
