import { expect, it } from 'vitest';
import { parseQuery } from '../../shared/query/parse.ts';
import { hasTerm, termFor, termsOf, toggleTerm } from './terms.ts';

it('a term goes in and out again, and the others stay as they were typed', () => {
  const query = 'model:claude* -op:converse "tool use"';
  expect(termsOf(query)).toEqual(['model:claude*', '-op:converse', '"tool use"']);
  const more = toggleTerm(query, 'status:400');
  expect(more).toBe(`${query} status:400`);
  expect(hasTerm(more, 'status:400')).toBe(true);
  expect(toggleTerm(more, 'status:400')).toBe(query);
  expect(toggleTerm(query, '-op:converse')).toBe('model:claude* "tool use"');
});

it('a value becomes a term that is understood, whatever is in it', () => {
  for (const value of [
    'anthropic.claude-3-haiku-20240307-v1:0',
    'Claude Code 2.1',
    'a,b',
    '"',
    '\\',
    'none',
    '>5',
    '(x)',
    '-a',
    '*',
  ])
    for (const field of ['model', 'program', 'leaked']) {
      const { problems, tree } = parseQuery(termFor(field, value), 0);
      expect([value, problems, tree.kind]).toEqual([value, [], 'test']);
    }
});
