import { describe, expect, it } from 'vitest';
import type { Block, Inline, Report } from '../../contract/report-document.ts';
import type { JudgedCell, ReportedAnswer } from '../../contract/share.ts';
import type { Span } from '../../contract/span.ts';
import type { Json } from '../../json/json.ts';
import { Redactor } from '../../redaction/redactor.ts';
import {
  ACCEPTED,
  acceptedWith,
  NOT_MODELLED,
  paramOf,
  problemAt,
  REFUSED_BY_LITELLM,
  refused,
  resultOf,
  ruleOf,
  sending,
  VIEW,
} from '../testing.ts';
import { composeReport } from './compose.ts';
import { diffBlock, diffLines } from './diff-block.ts';
import type { Looked, ReportFacts } from './facts.ts';
import { markdownOf } from './markdown.ts';
import { withParts } from './parts.ts';
import { NO_CHOICES, ReportRedaction } from './redact.ts';
import { streamFacts } from './stream-facts.ts';

const REQUEST = { model: 'bedrock/invoke/m', n: 1 };
const looked = (view: Partial<Looked['view']> = {}, rest: Partial<Looked> = {}): Looked => ({
  result: resultOf(REQUEST),
  view: { ...VIEW, ...view },
  profile: 'litellm-1.109',
  ...rest,
});

const NOTHING: ReportFacts = {
  whole: null,
  shortest: null,
  other: null,
  spans: [],
  answer: null,
  stream: null,
  cells: [],
  calls: [],
  snippets: null,
  caller: null,
  day: '2026-11-20',
};

const CELL: JudgedCell = {
  key: 'k',
  columnId: 'invoke',
  column: 'invoke',
  release: 'LiteLLM 1.90',
  fate: 'leaked',
  other: null,
  answer: '',
};

const ANSWER: ReportedAnswer = {
  from: 'AWS',
  status: 200,
  error: '',
  message: '',
  requestId: null,
  firstTokenMs: null,
  endMs: null,
  inputTokens: null,
  outputTokens: null,
  stopReason: null,
  text: '',
};

const compose = (facts: Partial<ReportFacts>): Report => composeReport({ ...NOTHING, ...facts });
const of = (view: Partial<Looked['view']>, facts: Partial<ReportFacts> = {}): Report =>
  compose({ whole: looked(view), ...facts });

const inlineText = (one: Inline): string => (typeof one === 'string' ? one : one.text);
const lineText = (line: readonly Inline[]): string => line.map(inlineText).join('');
const ids = ({ sections }: Report): readonly string[] => sections.map(({ id }) => id);
const blocksOf = ({ sections }: Report, id: string): readonly Block[] =>
  sections.find((section) => section.id === id)?.blocks ?? [];

/** The cells of a section's first table. */
function rowsOf(report: Report, id: string): readonly (readonly string[])[] {
  const table = blocksOf(report, id).find((block) => block.kind === 'table');
  return table?.kind === 'table' ? table.rows.map((row) => row.map(lineText)) : [];
}
const paragraphsOf = (report: Report, id: string): readonly string[] =>
  blocksOf(report, id).flatMap((block) => (block.kind === 'paragraph' ? [lineText(block.content)] : []));

/** A section as it leaves: cut where it is long. */
function tellOf(report: Report, id: string): string {
  const redaction = new ReportRedaction(new Redactor('salt'), { messages: [], tools: [] }, NO_CHOICES);
  const sections = report.sections.filter((section) => section.id === id);
  return markdownOf(redaction.redact({ ...report, sections }));
}

const LEAK = problemAt('leak');
const LEAKED = paramOf('leak', 'leaked');
const OTHER = problemAt('max_tokens', { message: 'max_tokens: 9 is too much', why: 'Up to 4.' });
const DOUBT = problemAt('top_k', { severity: 'warning', message: 'top_k: may be refused' });
const CRASHED = {
  ...REFUSED_BY_LITELLM,
  outcome: {
    kind: 'crashed',
    error: { type: 'KeyError', message: "'x'" },
    actions: [
      {
        label: 'Leave out x',
        fix: { kind: 'set-drop-params' },
        edits: [],
        route: null,
        profile: null,
        settings: null,
      },
    ],
  },
} as const satisfies Looked['view'];

describe('the title of a report', () => {
  it.each<readonly [string, string, Partial<Looked['view']>]>([
    [
      'one refusal',
      'Bedrock refuses this request: leak: Extra inputs are not permitted',
      { verdict: refused(LEAK) },
    ],
    ['several refusals', 'Bedrock refuses this request: 2 problems', { verdict: refused(LEAK, OTHER) }],
    [
      'a refused leak with more',
      'Bedrock refuses this request: 1 leaked key, 1 more problem',
      { verdict: refused(LEAK, OTHER), params: [LEAKED] },
    ],
    [
      'leaks alone in two wordings',
      'Bedrock refuses this request: 2 leaked keys',
      { verdict: refused(LEAK, OTHER), params: [LEAKED, paramOf('max_tokens', 'leaked')] },
    ],
    [
      'leaks that are taken',
      '2 keys leaked into the body: leak, n',
      { params: [LEAKED, paramOf('n', 'leaked')] },
    ],
    ['losses', '1 value of this request lost without an error', { losses: [{ pointer: '/n', rule: 0 }] }],
    ['doubts', 'Bedrock may refuse this request', { verdict: acceptedWith(DOUBT) }],
    ['nothing', 'A request that Bedrock accepts', {}],
    [
      'a refusal of LiteLLM’s',
      'LiteLLM refuses this request (UnsupportedParamsError: n, seed)',
      REFUSED_BY_LITELLM,
    ],
    ['a crash', 'LiteLLM fails on this request (KeyError)', CRASHED],
  ])('names %s', (_name, title, view) => {
    expect(of(view).title).toBe(title);
  });

  it.each<readonly [string, Partial<Looked['view']>, Partial<ReportedAnswer>]>([
    [
      'A request that passes Bedrock’s rules got throttlingException: Too many.',
      {},
      { status: 200, error: 'throttlingException', message: 'Too many.' },
    ],
    ['A request that passes Bedrock’s rules got 503', {}, { status: 503 }],
    [
      'Bedrock accepted this request, which Strata predicts it refuses',
      { verdict: refused(LEAK) },
      { status: 200 },
    ],
    ['Bedrock refuses this request: 2 problems', { verdict: refused(LEAK, OTHER) }, { status: 400 }],
    ['A request that Bedrock accepts', {}, { status: 200 }],
    ['A request that Strata has no rules for', { verdict: NOT_MODELLED }, { status: 200 }],
    [
      'A request that Strata has no rules for got ValidationException: no',
      { verdict: NOT_MODELLED },
      { status: 400, error: 'ValidationException', message: 'no' },
    ],
  ])('tells of an answer that is not the predicted one: %s', (title, view, answer) => {
    expect(of(view, { answer: { ...ANSWER, error: '', message: '', ...answer } }).title).toBe(title);
  });

  it.each<readonly [string, Partial<ReportFacts>]>([
    ['k in invoke bodies: leaked (LiteLLM 1.90)', { cells: [CELL] }],
    ['LiteLLM 1.90 sends 1 internal key to Bedrock, in 2 cells of the audit', { cells: [CELL, CELL] }],
    [
      'How an answer streamed',
      {
        stream: streamFacts({
          frames: [{ length: 1, visible: true }],
          reads: [{ bytes: 1, atMs: 5 }],
          endMs: 9,
          chunkSize: null,
        }),
        answer: ANSWER,
      },
    ],
    ['A call to Bedrock got ThrottlingException', { answer: { ...ANSWER, error: 'ThrottlingException' } }],
    ['A call to Bedrock', { answer: ANSWER }],
    ['A call to Bedrock', {}],
  ])('without a request is %s', (title, facts) => {
    expect(compose(facts).title).toBe(title);
  });
});

describe('the lead of a report', () => {
  const lead = (facts: Partial<ReportFacts>): string => lineText(compose(facts).lead);

  it.each<readonly [string, Looked, string]>([
    ['an acceptance', looked(), 'm, invoke route, as LiteLLM 1.109 sends it. 200 predicted. 1.2 KB.'],
    [
      'a refusal under the strict profile',
      looked({ verdict: refused(LEAK), route: 'converse' }, { profile: 'strict' }),
      'm, converse route, as only what Bedrock accepts is sent. 400 ValidationException predicted: leak: Extra inputs are not permitted. 1.2 KB.',
    ],
    [
      'a refusal whose words end with a full stop',
      looked({ verdict: refused({ ...LEAK, message: 'The model is gone.' }) }),
      'm, invoke route, as LiteLLM 1.109 sends it. 400 ValidationException predicted: The model is gone. 1.2 KB.',
    ],
    [
      'a model without rules, asked directly',
      looked(
        { verdict: NOT_MODELLED },
        { result: resultOf(REQUEST, { recognised: { form: 'invoke', by: 'sign', sign: '' } }) },
      ),
      'm, invoke route, as the program sends it. Strata has no rules to say what Bedrock answers: The model is not known. 1.2 KB.',
    ],
    [
      'nothing that is sent',
      looked(REFUSED_BY_LITELLM),
      'bedrock/invoke/m, invoke route, as LiteLLM 1.109 sends it. Nothing is sent.',
    ],
  ])('tells of %s', (_name, whole, text) => {
    expect(lead({ whole })).toBe(text);
  });

  it('without a request names who answered, if anybody', () => {
    expect(lead({ answer: ANSWER })).toBe('Answered by AWS.');
    expect(lead({})).toBe('');
  });
});

describe('what a report says is refused', () => {
  it('lists problems of the same words once, with their places, reasons and ways out', () => {
    const action = (label: string) => ({ ...CRASHED.outcome.actions[0], label });
    const item = (at: number) =>
      problemAt('a', {
        pointer: `/messages/${at}/a`,
        message: `messages.${at}.a: no`,
        actions: [action('Drop'), action('Rename'), action('Third')],
      });
    const report = of({
      verdict: refused(
        ...[0, 1, 2, 3, 4, 5].map(item),
        problemAt('b', { pointer: '', message: 'all of it' }),
      ),
    });
    expect(rowsOf(report, 'refused')).toEqual([
      [
        'messages[0].a, messages[1].a, messages[2].a, messages[3].a and 2 more',
        'messages.0.a: no',
        'The model knows no key like this.',
        'Drop; or Rename',
      ],
      ['the request', 'all of it', 'The model knows no key like this.', '–'],
    ]);
  });

  it('counts kinds beyond the rows of its table', () => {
    const letters = [...'abcdefghijklmnop'];
    const report = of({
      verdict: refused(
        ...letters.map((key) => problemAt(key, { why: `${key}!`, message: `${key}${key}${key} no` })),
      ),
    });
    expect(rowsOf(report, 'refused')).toHaveLength(12);
    expect(paragraphsOf(report, 'refused')).toEqual(['4 more kinds of them in the request as a whole.']);
  });

  it('keeps doubts apart, and shows the difference with what is graver', () => {
    const range = { from: 4, to: 13, line: 2, column: 3 };
    const body = {
      outcome: sending({ leak: 1, n: 2 }),
      filtered: { text: '{\n  "n": 2\n}', accepted: true },
    };
    const both = of({ ...body, verdict: refused({ ...LEAK, range }, DOUBT) });
    expect(ids(both).slice(0, 2)).toEqual(['refused', 'doubtful']);
    expect(blocksOf(both, 'refused').at(-1)).toMatchObject({
      kind: 'diff',
      alt: expect.stringContaining('what Bedrock accepts'),
    });
    expect(blocksOf(both, 'doubtful').map(({ kind }) => kind)).toEqual(['paragraph', 'table']);
    const doubt = of({ ...body, verdict: acceptedWith(DOUBT) });
    expect(ids(doubt)[0]).toBe('doubtful');
    expect(blocksOf(doubt, 'doubtful').at(-1)?.kind).toBe('diff');
    const leaks = of({ ...body, params: [LEAKED] });
    expect(rowsOf(leaks, 'leaks')).toEqual([['leak', 'It goes by rule.', 'LiteLLM 1.109']]);
    expect(blocksOf(leaks, 'leaks').at(-1)?.kind).toBe('diff');
  });

  it('does not name a leak twice that Bedrock refuses', () => {
    expect(ids(of({ verdict: refused(LEAK), params: [LEAKED] }))).not.toContain('leaks');
    expect(rowsOf(of({ verdict: refused(OTHER), params: [LEAKED] }), 'leaks')).toHaveLength(1);
    expect(rowsOf(of({ verdict: null, params: [LEAKED] }), 'leaks')).toHaveLength(1);
  });

  it('says how many leaks there are beyond those it names', () => {
    const report = of({
      verdict: null,
      params: Array.from({ length: 15 }, (_, i) => paramOf(`k${i}`, 'leaked')),
    });
    expect(rowsOf(report, 'leaks')).toHaveLength(12);
    expect(paragraphsOf(report, 'leaks')).toEqual(['3 more kinds of them in the request as a whole.']);
  });

  it('says who stops a request that is not sent, and the ways out', () => {
    expect(paragraphsOf(of(REFUSED_BY_LITELLM), 'refused')).toEqual([
      'LiteLLM refuses the request; nothing is sent.',
    ]);
    expect(paragraphsOf(of(CRASHED), 'refused')).toEqual([
      'This release of LiteLLM fails on the request; nothing is sent.',
      'Ways out: Leave out x.',
    ]);
    expect(blocksOf(of(CRASHED), 'refused')).toContainEqual({
      kind: 'code',
      language: 'text',
      text: "KeyError: 'x'",
    });
  });

  it('lists what is lost: how much of it and whether it matters', () => {
    const dropped = ruleOf('dropped');
    const report = of({
      rules: [dropped],
      losses: [
        { pointer: '/user', rule: 0 },
        { pointer: '/messages/0/cache', rule: 0 },
        { pointer: '/messages/1/cache', rule: 0 },
        { pointer: '/stop/1', rule: 0 },
      ],
      params: [paramOf('stop', 'kept', { leaves: { kept: 2, dropped: 1 } })],
    });
    expect(rowsOf(report, 'lost')).toEqual([
      ['messages[*].cache', 'In 2 places: It goes by rule.', 'changes the answer or its cost'],
      ['stop[1]', '1 of 3: It goes by rule.', 'changes the answer or its cost'],
      ['user', 'It goes by rule.', 'none'],
    ]);
  });

  it('names each source of what it says once', () => {
    const undated = {
      ...OTHER,
      evidence: [{ source: 'a page', url: null, date: null, grade: 'inferred' }],
    } as const;
    const report = of({
      verdict: refused(LEAK, undated, LEAK),
      params: [LEAKED, paramOf('n', 'leaked'), paramOf('k', 'kept')],
    });
    const [list] = blocksOf(report, 'evidence');
    expect(list?.kind === 'list' && list.items.map(lineText)).toEqual([
      'a report (recorded, 2025-01)',
      'a page (inferred)',
      'LiteLLM 1.109',
    ]);
    expect(ids(of({}))).not.toContain('evidence');
  });
});

describe('a difference in a report', () => {
  const view = { ...VIEW, outcome: sending({ leak: 1 }) };

  it('is there only where something is sent and something else would be taken', () => {
    expect(diffBlock(view)).toEqual([]);
    expect(diffBlock(REFUSED_BY_LITELLM)).toEqual([]);
    expect(diffBlock({ ...view, filtered: { text: '{\n  "leak": 1\n}', accepted: true } })).toEqual([]);
    expect(diffBlock({ ...view, filtered: { text: '{}', accepted: false } })).toMatchObject([
      { kind: 'diff', alt: expect.stringContaining('without the parts that can be taken out') },
    ]);
    expect(diffBlock({ ...view, verdict: null, filtered: { text: '{}', accepted: true } })).toHaveLength(1);
  });

  it('leaves out equal lines far from it, and lines beyond what is read', () => {
    const numbers = Array.from({ length: 200 }, (_, i) => `line ${i}`);
    const text = (lines: readonly string[]): string => lines.join('\n');
    const changed = numbers.map((line, i) => (i === 20 || i === 60 ? 'other' : line));
    expect(diffLines(text(numbers), text(changed)).map(({ sign, text: line }) => `${sign}${line}`)).toEqual([
      ...[' …', ' line 18', ' line 19', '-line 20', '+other', ' line 21', ' line 22'],
      ...[' …', ' line 58', ' line 59', '-line 60', '+other', ' line 61', ' line 62', ' …'],
    ]);
    const all = diffLines(text(numbers), text(numbers.map((line) => `${line}!`)));
    expect(all).toHaveLength(61);
    expect(all.at(-1)?.text).toBe('… 340 more lines');
  });

  it('names each line once, a member that goes between two that change too', () => {
    const sent = '{\n  "a": 3,\n  "leak": 1,\n  "b": 9,\n  "c": 1\n}';
    const accepted = '{\n  "a": 1,\n  "b": 8,\n  "c": 1\n}';
    expect(diffLines(sent, accepted).map(({ sign, text: line }) => `${sign}${line.trim()}`)).toEqual([
      ...[' {', '-"a": 3,', '+"a": 1,', '-"leak": 1,', '-"b": 9,', '+"b": 8,', ' "c": 1', ' }'],
    ]);
    const apart = diffLines('1\n2\n3\n4\n5\n6', '1\nx\n3\ny\n5\n6');
    expect(apart.map(({ sign, text: line }) => `${sign}${line}`)).toEqual([
      ...[' 1', '-2', '+x', ' 3', '-4', '+y', ' 5', ' 6'],
    ]);
  });
});

describe('what a report puts beside', () => {
  const beside = (other: Looked, whole = looked()): Report => compose({ whole, other });
  const otherRelease = (view: Partial<Looked['view']>): Looked => looked(view, { profile: 'litellm-1.87' });

  it('is the same body under another release, with a difference of its lines', () => {
    const long = 'x'.repeat(90);
    const report = beside(
      otherRelease({ outcome: sending({ max_tokens: 4, messages: [], stop: long }), verdict: refused(LEAK) }),
    );
    expect(paragraphsOf(report, 'compared')).toEqual([
      'Bedrock’s predicted answer: LiteLLM 1.109 200, LiteLLM 1.87 400 ValidationException.',
    ]);
    expect(tellOf(report, 'compared')).toContain(`| \`"${'x'.repeat(79)} … `);
    expect(blocksOf(report, 'compared').at(-1)?.kind).toBe('diff');
  });

  it('is the body on the other route, by its places alone', () => {
    const report = beside(
      looked({ route: 'converse', outcome: sending({ max_tokens: 5 }), verdict: NOT_MODELLED }),
    );
    expect(report.sections.find(({ id }) => id === 'compared')?.title).toBe('invoke beside converse');
    expect(paragraphsOf(report, 'compared')[0]).toContain('converse no rules to say.');
    expect(rowsOf(report, 'compared')).toContainEqual(['max_tokens', '4', '5']);
    expect(blocksOf(report, 'compared').some(({ kind }) => kind === 'diff')).toBe(false);
  });

  it('says where nothing differs, where nothing is sent, and how many places more do', () => {
    expect(paragraphsOf(beside(otherRelease({})), 'compared')).toContain('The bodies are the same.');
    expect(blocksOf(beside(otherRelease(REFUSED_BY_LITELLM)), 'compared')).toHaveLength(1);
    expect(paragraphsOf(beside(looked(), looked(CRASHED)), 'compared')[0]).toContain(
      'nothing is sent (KeyError)',
    );
    const many = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`k${i}`, i]));
    const report = beside(otherRelease({ outcome: sending({ max_tokens: 4, messages: [], ...many }) }));
    expect(rowsOf(report, 'compared')).toHaveLength(20);
    expect(paragraphsOf(report, 'compared')).toContain('3 more kinds of differences.');
    const said = (text: string) => ({ content: [{ type: 'text', text }] });
    const both = beside(
      otherRelease({ outcome: sending({ max_tokens: 4, messages: [said('a'), said('b'), said('b')] }) }),
      looked({ outcome: sending({ max_tokens: 4, messages: [said('x'), said('x'), said('x')] }) }),
    );
    expect(rowsOf(both, 'compared').map(([where]) => where)).toEqual([
      'messages[0].content[0].text',
      'messages[*].content[*].text, 2 places',
    ]);
    const named = (...names: readonly Json[]) => ({
      outcome: sending({ max_tokens: 4, messages: names.map((name) => ({ name })) }),
    });
    const apart = beside(otherRelease(named('x', 'x')), looked(named(null, '')));
    expect(rowsOf(apart, 'compared').map(([where]) => where)).toEqual([
      'messages[0].name',
      'messages[1].name',
    ]);
    expect(ids(of({}))).not.toContain('compared');
  });

  it('is what releases do with internal keys', () => {
    const other = (fate: string) => ({ release: 'LiteLLM 1.109', fate });
    const cells = [
      { ...CELL, answer: 'k: Extra inputs are not permitted', other: other('consumed') },
      { ...CELL, column: 'llama', other: other('leaked') },
      { ...CELL, fate: 'crashed' },
      ...Array.from({ length: 200 }, (_, i) => ({ ...CELL, key: `k${i}`, answer: i === 0 ? '200' : '' })),
    ];
    const report = compose({ cells });
    expect(rowsOf(report, 'cells').slice(0, 4)).toEqual([
      [
        'k',
        'leaked',
        'invoke, llama',
        'invoke: k: Extra inputs are not permitted',
        'consumed in 1, leaked in 1',
      ],
      ['k', 'crashed', 'invoke', '–', ''],
      ['k0', 'leaked', 'invoke', 'invoke: 200', ''],
      ['k1', 'leaked', 'invoke', '–', ''],
    ]);
    expect(paragraphsOf(report, 'cells').at(-1)).toBe('2 more keys.');
    const forms = Array.from({ length: 8 }, (_, i) => ({ ...CELL, column: `f${i}` }));
    expect(rowsOf(compose({ cells: forms }), 'cells')[0]?.[2]).toBe('f0, f1, f2, f3, f4, f5 and 2 more');
  });
});

describe('the request in a report', () => {
  it('is the shortest that was found, with how it was found', () => {
    const short = { ...looked({}, { result: resultOf('{"n": 1}') }), tries: 1, finished: true };
    const [said, asked] = blocksOf(of({}, { shortest: short }), 'asked');
    expect(said?.kind === 'paragraph' && lineText(said.content)).toContain('in 1 try: 8 bytes of 37 bytes.');
    expect(asked).toMatchObject({ text: '{"n": 1}' });
    const stopped = of({}, { shortest: { ...short, tries: 2, finished: false } });
    expect(paragraphsOf(stopped, 'asked')[0]).toMatch(/in 2 tries: .* The time for it was up/);
  });

  it('is cut where it is long, and is shown as it is sent where it is', () => {
    const report = of({ outcome: sending({ a: 'x '.repeat(3_500) }) });
    const [head] = blocksOf(report, 'sent');
    expect(head).toMatchObject({ text: 'POST /model/m/invoke\ncontent-type: application/json' });
    expect(tellOf(report, 'sent')).toMatch(/… 1,\d+ more characters\n/);
    expect(tellOf(report, 'body')).not.toContain('more characters');
    expect(ids(of(REFUSED_BY_LITELLM))).toEqual(['refused', 'asked']);
  });

  it('can be made again, with LiteLLM where it came through it', () => {
    const outgoing = VIEW.outcome.kind === 'outgoing' ? VIEW.outcome.outgoing : null;
    if (!outgoing) throw new Error('nothing is sent');
    const call = {
      form: 'chat',
      requestText: JSON.stringify(REQUEST),
      release: null,
      dropParams: false,
      modifyParams: false,
    } as const;
    const snippets = { outgoing, modelId: 'm', region: 'us-east-1', call };
    const languages = (report: Report) =>
      blocksOf(report, 'reproduce').flatMap((block) => (block.kind === 'code' ? [block.language] : []));
    const caller = { call, region: snippets.region };
    expect(languages(of({}, { snippets, caller }))).toEqual(['python', 'sh']);
    expect(languages(of({}, { snippets }))).toEqual(['sh']);
    const counting = { ...caller, call: { ...call, form: 'count-tokens' as const } };
    expect(languages(of({}, { snippets, caller: counting }))).toEqual(['sh']);
    expect(languages(of(REFUSED_BY_LITELLM, { caller }))).toEqual(['python']);
  });

  it('tells since which release it is so', () => {
    const span = (rest: Partial<Span>): Span => ({
      from: '1.80.0',
      until: '1.89.7',
      outcome: 'refused',
      message: 'no',
      besides: [],
      reading: null,
      changed: [],
      ...rest,
    });
    expect(paragraphsOf(of({}, { spans: [span({ outcome: 'not-modelled' })] }), 'since')).toEqual([
      'The same in every release of LiteLLM, 1.80.0 to 1.89.7: no rules to say: no.',
    ]);
    const changed = ['/body/a', '/body/b', '/path', '', '/x'];
    const spans = [
      span({}),
      span({ from: '1.90.0', until: '1.90.0', outcome: 'accepted', message: null, changed }),
      span({ outcome: 'not-sent', changed: ['/headers'] }),
    ];
    expect(rowsOf(of({}, { spans }), 'since')).toEqual([
      ['1.80.0 to 1.89.7', 'refused: no', ''],
      ['1.90.0', 'accepted', 'body.a, body.b, path and 2 more'],
      ['1.80.0 to 1.89.7', 'nothing is sent: no', 'headers'],
    ]);
    expect(paragraphsOf(of({}, { spans }), 'since')).toEqual([
      'LiteLLM 1.80.0 to 1.89.7: refused; 1.90.0: accepted; 1.80.0 to 1.89.7: nothing is sent.',
    ]);
    const same = of(
      {},
      { spans: [span({ until: '1.81.0' }), span({ from: '1.82.0', changed: ['/body/a'] })] },
    );
    expect(rowsOf(same, 'since')[1]).toEqual(['1.82.0 to 1.89.7', 'refused as before', 'body.a']);
    expect(paragraphsOf(same, 'since')[0]).toMatch(
      /^The same in every .*, 1\.80\.0 to 1\.89\.7: refused: no\.$/,
    );
  });

  it('tells what ends with a release although all of them are refused', () => {
    const span = (from: Span['from'], message: string, besides: readonly string[]): Span => ({
      from,
      until: from,
      outcome: 'refused',
      message,
      besides,
      reading: null,
      changed: ['/body/a'],
    });
    const spans = [span('1.80.0', 'no', ['a leak']), span('1.90.0', 'no', []), span('1.91.5', 'never', [])];
    expect(rowsOf(of({}, { spans }), 'since').map(([, outcome]) => outcome)).toEqual([
      'refused: no, besides a leak',
      'refused: no',
      'refused: never',
    ]);
    expect(paragraphsOf(of({}, { spans }), 'since')).toEqual([
      'LiteLLM 1.80.0: refused; 1.90.0: refused for less; 1.91.5: refused with other words.',
    ]);
  });

  it('goes with its part, and the parts that are left stay', () => {
    const report = of({ verdict: refused(LEAK) }, { answer: ANSWER });
    expect(ids(withParts(report, ['request', 'answer']))).toEqual(['asked', 'sent', 'answer']);
    expect(ids(withParts(report, ['problems', 'body']))).toEqual(['refused', 'evidence', 'body']);
    expect(ids(withParts(report, []))).toEqual([]);
  });
});

describe('the answer in a report', () => {
  const said = (answer: Partial<ReportedAnswer>, view: Partial<Looked['view']> = {}): string =>
    paragraphsOf(of(view, { answer: { ...ANSWER, ...answer } }), 'answer')[0] ?? '';

  it.each<readonly [string, Partial<ReportedAnswer>, Partial<Looked['view']>]>([
    ['From AWS: 200', {}, { verdict: ACCEPTED }],
    ['From AWS: 200. Predicted was 400 ValidationException.', {}, { verdict: refused(LEAK) }],
    [
      'From AWS: 429 ThrottlingException: slow down. Predicted was 200.',
      { status: 429, error: 'ThrottlingException', message: 'slow down' },
      {},
    ],
    ['From AWS: no answer', { status: null }, {}],
    ['From AWS: 400', { status: 400 }, { verdict: NOT_MODELLED }],
    ['From AWS: 200', {}, REFUSED_BY_LITELLM],
  ])('is told as %s', (text, answer, view) => {
    expect(said(answer, view)).toBe(text);
  });

  it('has times, tokens and names where they are known', () => {
    const known = {
      firstTokenMs: 120.4,
      endMs: 1_500,
      inputTokens: 9,
      stopReason: 'end_turn',
      requestId: 'r-1',
      text: 'Hi',
    };
    const report = compose({ answer: { ...ANSWER, ...known } });
    expect(rowsOf(report, 'answer')).toEqual([
      ['First token', '120 ms'],
      ['Whole answer', '1.50 s'],
      ['Tokens', '9 in, – out'],
      ['Stop reason', 'end_turn'],
      ['Request id', 'r-1'],
    ]);
    expect(blocksOf(report, 'answer').at(-1)).toMatchObject({ kind: 'code', text: 'Hi' });
    expect(rowsOf(compose({ answer: { ...ANSWER, outputTokens: 4, stopReason: '' } }), 'answer')).toEqual([
      ['Tokens', '– in, 4 out'],
    ]);
  });

  it('tells how it streamed, with its silences where there are some', () => {
    const picture = {
      endMs: 2_000,
      arrived: [1],
      seen: [1],
      chunkSize: null,
      gaps: [{ fromMs: 100, toMs: 1_350 }],
    };
    const stream = { picture, frames: 1, longestSilenceMs: 1_250, burstShare: 0.256, advice: 'Fine.' };
    const report = compose({ stream });
    expect(paragraphsOf(report, 'stream')).toEqual([
      '1 frame, the longest silence 1.25 s, 26 % of the gaps under a millisecond. Fine.',
    ]);
    expect(rowsOf(report, 'stream')).toEqual([['1.25 s', '100 ms', '1.35 s']]);
    const calm = {
      ...stream,
      frames: 2,
      longestSilenceMs: null,
      burstShare: null,
      picture: { ...picture, gaps: [] },
    };
    expect(paragraphsOf(compose({ stream: calm }), 'stream')).toEqual(['2 frames. Fine.']);
    expect(rowsOf(compose({ stream: calm }), 'stream')).toEqual([]);
    expect(markdownOf(report)).toContain('## How it streamed');
  });
});
