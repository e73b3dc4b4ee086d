import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readModelId } from './models/model-id.ts';
import { recordName } from './models/record-name.ts';
import type { Operation, Verdict } from './problem.ts';
import { validate } from './validate.ts';

/** What Bedrock is on record to have answered to a body; see docs/verdicts.md. */
interface Report {
  readonly id: string;
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: unknown;
  readonly expect: {
    readonly status: number;
    /** The whole text. */
    readonly message?: string;
    /** Parts of it, in any order. */
    readonly contains?: readonly string[];
    /** The key at fault. */
    readonly key?: string;
  };
  readonly source: string;
  /** The day or month of the answer, where that is known. */
  readonly date?: string;
  readonly kind?: string;
  /** How sure: recorded, sample, documented; A to C for refusals. */
  readonly grade?: string;
}

const FOLDER = new URL('./testdata/verdicts/', import.meta.url);

const lines = (text: string): readonly Report[] =>
  text
    .trim()
    .split('\n')
    .map((line): Report => JSON.parse(line));

const packed = (name: string): readonly Report[] =>
  lines(gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, FOLDER))).toString('utf8'));

const ACCEPTED = packed('accepted');
const REFUSED = packed('refused');
/** One line for each report that came later; add yours here. */
const MINED = lines(readFileSync(new URL('mined.jsonl', FOLDER), 'utf8'));

/** A month stands for the last day that every month has. */
const dayOf = (date: string): string => (date.length === 7 ? `${date}-28` : date);

/** The verdict on a report's body, as of its day. */
const verdictOn = ({ operation, modelId, body, date }: Report): Verdict =>
  validate({
    operation,
    modelId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    asOf: date === undefined ? null : dayOf(date),
  });

/** What is off between a verdict and what was answered; empty where nothing is. */
function differences({ expect }: Report, verdict: Verdict): readonly string[] {
  const { status, message, contains = [], key } = expect;
  return [
    ...(verdict.status === status ? [] : [`status ${verdict.status}, answered ${status}`]),
    ...(message === undefined || verdict.message === message ? [] : [`message: ${verdict.message}`]),
    ...contains.filter((part) => !verdict.message.includes(part)).map((part) => `not said: ${part}`),
    ...(key === undefined || verdict.problems.some((problem) => problem.key === key)
      ? []
      : [`no problem about ${key}`]),
  ];
}

// What the rules do not reproduce, with the reason.
const OPEN: Readonly<Record<string, string>> = {
  rg019: 'words were replaced in the copy: the recorded last message does not end in white space',
  rg692: 'written after a page; the service was seen to refuse temperature for Kimi K2.5 (2026-09)',
  rb091: 'the body is quoted shortened: the refused text had 50,001 characters',
  mn122: 'whether there is a reservation depends on the account: a warning',
  mn138: 'Nova tells of one violation, of the last in this report; of the first in nine others',
  mn571: 'Nova tells of one violation, of the last in this report; of the first in nine others',
  nd015: 'a report of a swarm of Nova models; Nova was recorded to take results beside text in 2026',
  nd016: 'only tokens decide: a warning by estimate',
  nf010: 'words of a unit test; gpt-oss 120B was recorded to take a named tool (2026-08)',
  nf030: 'words of a unit test; a report of 2025-03 has them with the streaming mode',
  ne005: 'depends on the region: Embed v4 is on demand in us-east-1',
  nc021: 'depends on the region: Nova Micro is on demand in some',
  mn194: 'depends on the region: Llama 3.2 1B was recorded to answer by its bare id',
  mn368: 'depends on the region: Llama 3.3 was recorded to answer by its bare id',
  mn373: 'depends on the region: the model was served by its bare id in us-west-2',
  mn621: 'depends on the region: Llama 3.1 8B was known to answer by its bare id in us-west-2',
  mn682: 'depends on region and time: Haiku 4.5 was recorded to take an answer format on 2026-08-19',
  mn684: 'depends on region and time: Haiku 4.5 was recorded to take an answer format ten days before',
  qa004: 'the body is not shown; that a redacted thought may not end a turn is on record in other words',
  qa017: 'a comment after a page; Llama 4 was recorded to take the status of a result (2026-07)',
  so043:
    'the bytes of documents are replaced by text in copies of accepted bodies, so kinds are not told by them',
};

const open = ({ id }: Report): boolean => Object.hasOwn(OPEN, id);
const answered200 = [...ACCEPTED, ...MINED].filter((report) => report.expect.status === 200 && !open(report));
const refused = [...REFUSED, ...MINED].filter((report) => report.expect.status !== 200 && !open(report));

describe('bodies that Bedrock accepted', () => {
  test.each(answered200)('$id $operation $modelId', (report) => {
    const { status, message, problems } = verdictOn(report);
    expect([status, message]).toEqual([200, '']);
    expect(problems.filter(({ pointer }) => pointer !== '').map((problem) => problem.message)).toEqual([]);
  });
});

describe('bodies that Bedrock refused', () => {
  test.each(refused)('$id $kind $operation $modelId', (report) => {
    expect(differences(report, verdictOn(report))).toEqual([]);
  });
});

test('what is told as open is open', () => {
  const solved = [...ACCEPTED, ...REFUSED, ...MINED].filter(
    (report) => open(report) && differences(report, verdictOn(report)).length === 0,
  );
  expect(solved.map(({ id }) => id)).toEqual([]);
});

test('every refusal says what it stands on, with a link where there is one', () => {
  for (const report of [...REFUSED, ...MINED]) {
    const { problems, kind, basis } = verdictOn(report);
    for (const { evidence } of problems) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { url, date } of evidence) {
        expect(url === null || url.startsWith('https://')).toBe(true);
        expect(date === null || /^\d{4}-\d{2}(-\d{2})?$/.test(date)).toBe(true);
      }
    }
    if (kind === 'refused') expect(['recorded', 'quoted', 'documented']).toContain(basis.grade);
  }
});

const OPERATION_GROUP: Readonly<Record<string, string>> = {
  InvokeModel: 'invoke',
  InvokeModelWithResponseStream: 'invoke',
  Converse: 'converse',
  ConverseStream: 'converse',
  CountTokens: 'count',
};

type Counts = Record<string, Record<string, Record<string, number>>>;

const gradeOf = ({ grade = '' }: Report): string =>
  grade === 'A' ? 'recorded' : ['B', 'C'].includes(grade) ? 'quoted' : grade;

/** How many accepted bodies of each grade there are for a generation (else a family) and a way to call it. */
function counted(): Counts {
  const counts: Counts = {};
  for (const report of [...ACCEPTED, ...MINED]) {
    const model = readModelId(report.modelId);
    const group = OPERATION_GROUP[report.operation];
    if (report.expect.status !== 200 || model.kind !== 'foundation' || group === undefined) continue;
    const name = recordName(model.base);
    if (name === undefined) continue;
    const grade = gradeOf(report);
    const groups = counts[name] ?? {};
    const grades = groups[group] ?? {};
    counts[name] = { ...groups, [group]: { ...grades, [grade]: (grades[grade] ?? 0) + 1 } };
  }
  return counts;
}

/** The day or month of the last acceptance that the service itself was seen to give. */
function lastSeen(): Readonly<Record<string, string>> {
  const last: Record<string, string> = {};
  for (const report of [...ACCEPTED, ...MINED]) {
    const model = readModelId(report.modelId);
    const name = model.kind === 'foundation' ? recordName(model.base) : undefined;
    const { date } = report;
    if (report.expect.status !== 200 || name === undefined || date === undefined) continue;
    if (!['recorded', 'quoted'].includes(gradeOf(report))) continue;
    const place = `${name}/${OPERATION_GROUP[report.operation]}`;
    if (date > (last[place] ?? '')) last[place] = date;
  }
  return last;
}

/** The counts with the last day of each. */
function records(): unknown {
  const last = lastSeen();
  return Object.fromEntries(
    Object.entries(counted()).map(([name, groups]) => [
      name,
      Object.fromEntries(
        Object.entries(groups).map(([group, grades]) => {
          const seen = last[`${name}/${group}`];
          return [group, seen === undefined ? grades : { ...grades, last: seen }];
        }),
      ),
    ]),
  );
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;

/** The table for the README, a line a generation or family. */
function table(counts: Counts): string {
  const cell = (grades: Record<string, number> = {}): string => {
    const all = Object.values(grades).reduce((sum, n) => sum + n, 0);
    return all === 0 ? '' : `${grades.recorded ?? 0} of ${all}`;
  };
  const rows = Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { invoke, converse, count }]) =>
        `| ${name} | ${cell(invoke)} | ${cell(converse)} | ${cell(count)} |`,
    );
  return ['| model | invoke | converse | count tokens |', '|---|---|---|---|', ...rows].join('\n');
}

const BEGIN = '<!-- counted from the data -->';
const END = '<!-- counted so far -->';

describe('what verdicts of acceptance stand on', () => {
  // `npx vitest run shared/validation/verdicts.test.ts -u` writes it anew after the data changed.
  test('the table that the app reads is what the data say', async () => {
    const text = `${JSON.stringify(sorted(records()), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('./generated/records.json');
  });

  test('the README shows the same', async () => {
    const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const before = page.slice(0, page.indexOf(BEGIN) + BEGIN.length);
    const after = page.slice(page.indexOf(END));
    await expect(`${before}\n\n${table(counted())}\n\n${after}`).toMatchFileSnapshot('../../README.md');
  });
});
