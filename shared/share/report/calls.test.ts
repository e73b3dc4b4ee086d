import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../contract/report-document.ts';
import type { ReportedCall } from '../../contract/share.ts';
import { askedSection, bodiesOf, bodiesSection, outcomeOf, waySection } from './calls.ts';
import type { ReportFacts } from './facts.ts';

const CLIENT: ReportedCall = {
  side: 'client',
  role: '',
  method: 'POST',
  path: '/v1/chat/completions?a=1',
  operation: '',
  model: 'claude',
  headers: ['x-a: 1'],
  offsetMs: 0,
  endMs: 900,
  status: 200,
  error: '',
  message: '',
  evidence: null,
  release: null,
  body: '{"model":"claude"}',
};
const ATTEMPT: ReportedCall = {
  ...CLIENT,
  side: 'bedrock',
  role: 'attempt 1',
  path: '/model/a/converse',
  operation: 'Converse',
  model: 'a',
  offsetMs: 40,
  status: 429,
  error: 'ThrottlingException',
  message: 'Too many requests',
  evidence: 'stamp',
  release: '1.83, 1.84',
  body: '{"messages":[]}',
};

const of = (...calls: readonly ReportedCall[]): ReportFacts => ({
  whole: null,
  shortest: null,
  other: null,
  spans: [],
  answer: null,
  stream: null,
  calls,
  cells: [],
  snippets: null,
  caller: null,
  day: '2026-11-20',
});
const textOf = (parts: readonly Inline[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
const blockText = (block: Block): string =>
  block.kind === 'paragraph'
    ? textOf(block.content)
    : block.kind === 'table'
      ? block.rows.map((row) => row.map(textOf).join(' | ')).join('\n')
      : block.kind === 'code'
        ? block.text
        : '';
const told = (calls: readonly ReportedCall[]): readonly string[] =>
  waySection(of(...calls)).flatMap(({ blocks }) => blocks.map(blockText));

describe('the way of a client’s call', () => {
  it('names who asked, what each attempt came to and what joins them', () => {
    expect(told([CLIENT, ATTEMPT])).toEqual([
      'The client asked for claude; LiteLLM made 1 call to Bedrock of it.',
      [
        'the client | POST /v1/chat/completions of claude | at 0, took 900 ms | 200 |  | ',
        'attempt 1 | Converse of a | +40 ms, took 900 ms | 429 ThrottlingException: Too many requests | the stamp that it carries | 1.83, 1.84',
      ].join('\n'),
    ]);
  });

  it.each([
    [[ATTEMPT], 'One call to Bedrock was made in 1 attempt.'],
    [[CLIENT], 'The client asked for claude. No call to Bedrock is known to have come of it.'],
    [[{ ...CLIENT, model: null }], 'The client asked. No call to Bedrock is known to have come of it.'],
  ] as const)('says what is known where a side is missing (%#)', (calls, words) => {
    expect(told(calls)[0]).toBe(words);
  });

  it.each([
    ['', 'none known'],
    ['1.80, 1.81, 1.82, 1.83', '1.80 to 1.83 (4 releases)'],
  ])('counts releases that send the body: %s', (release, words) => {
    expect(told([{ ...ATTEMPT, release }])[1]).toMatch(new RegExp(`\\| ${words.replace(/[()]/g, '\\$&')}$`));
  });

  it('says nothing where there are no calls', () => {
    expect([waySection(of()), askedSection(of()), bodiesSection(of())]).toEqual([[], [], []]);
  });
});

it('an answer is told by its status, and by a name that says more than it', () => {
  expect(outcomeOf({ status: null, error: '' })).toBe('no answer');
  expect(outcomeOf({ status: 500, error: '500' })).toBe('500');
  expect(outcomeOf({ status: 500, error: 'X' })).toBe('500 X');
});

it('a call that still ran has no duration, and one without a name its method and path', () => {
  const row = told([{ ...ATTEMPT, endMs: null, operation: '', model: null, evidence: null }])[1];
  expect(row).toBe(
    'attempt 1 | POST /model/a/converse | +40 ms | 429 ThrottlingException: Too many requests |  | 1.83, 1.84',
  );
});

describe('what was captured', () => {
  it('of the client: its head and its body, laid out where it is JSON', () => {
    const texts = (call: ReportedCall): readonly string[] =>
      askedSection(of(call)).flatMap(({ blocks }) => blocks.map(blockText));
    expect(texts(CLIENT)).toEqual(['POST /v1/chat/completions?a=1\nx-a: 1', '{\n  "model": "claude"\n}']);
    expect(texts({ ...CLIENT, body: 'cut {' })[1]).toBe('cut {');
    expect(texts({ ...CLIENT, body: '' })).toHaveLength(1);
  });

  it('of attempts: each body once, later ones of the same by name', () => {
    const other = { ...ATTEMPT, role: 'retry 1' };
    const [section] = bodiesSection(of(CLIENT, ATTEMPT, other));
    const texts = section?.blocks.map(blockText) ?? [];
    expect(texts[0]).toBe('attempt 1:');
    expect(texts.at(-1)).toBe('retry 1: the same body to the same address as attempt 1.');
    expect(bodiesOf(of(CLIENT, ATTEMPT))).toEqual([CLIENT.body, ATTEMPT.body]);
  });
});
