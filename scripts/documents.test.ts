import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): Buffer => readFileSync(`${ROOT}${file}`);

/** The lines of a file of JSON lines. */
function linesOf(file: string): readonly string[] {
  const bytes = read(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

/** How many lines files of recordings have together. */
const lines = (...files: readonly string[]): string =>
  files.reduce((sum, file) => sum + linesOf(file).length, 0).toLocaleString('en');

/** How many cases a list of exceptions names. */
function excepted(file: string): string {
  const list = JSON.parse(read(file).toString('utf8')) as readonly { readonly ids: readonly string[] }[];
  return String(new Set(list.flatMap(({ ids }) => ids)).size);
}

const PIPELINE = 'shared/pipeline/testdata';
const PROXY = 'shared/proxy/testdata';
const VERDICTS = 'shared/validation/testdata/verdicts';
const STREAMS = 'shared/recording/testdata/recorded-streams.jsonl';

const made = lines(`${PIPELINE}/corpus/cases.jsonl.gz`);
const odd = lines(`${PIPELINE}/corners/cases.jsonl.gz`);
const oddCalls = lines(`${PROXY}/corners/cases.jsonl.gz`);
const underSettings = lines(`${PROXY}/settings/cases.jsonl.gz`);
const settings = readdirSync(`${ROOT}${PROXY}/settings`).filter((name) => name.endsWith('.yaml')).length;
const inPractice = lines(`${PROXY}/practice/cases.jsonl.gz`);
const practice = readdirSync(`${ROOT}${PROXY}/practice`).filter((name) => name.endsWith('.yaml')).length;
const kept = readdirSync(`${ROOT}${PIPELINE}/releases`).map((name) => `${PIPELINE}/releases/${name}`);
const streams = linesOf(STREAMS).reduce(
  (sum, line) => sum + (JSON.parse(line) as { readonly count: number }).count,
  0,
);

describe('what the documents count is what there is', () => {
  it.each([
    ['README.md', `| ${lines(`${PIPELINE}/cases.jsonl.gz`)} requests: path, headers`],
    ['README.md', `| ${made} made ones`],
    ['README.md', `| all but ${excepted(`${PIPELINE}/corpus/exceptions.json`)}, listed with their reasons`],
    [
      'README.md',
      `| ${lines(`${PIPELINE}/raw-litellm-1.87.0.jsonl.gz`, `${PIPELINE}/raw-litellm-1.109.1.jsonl.gz`)} bodies byte for byte`,
    ],
    ['README.md', `| ${lines(`${PROXY}/entries/alone/cases.jsonl.gz`)} calls of other entry points`],
    ['README.md', `, ${lines(`${PROXY}/entries/cases.jsonl.gz`)} through proxies`],
    ['README.md', `| ${lines('shared/way-back/testdata/cases.jsonl.gz')} answers: what the caller gets`],
    ['README.md', `| ${lines(`${PROXY}/cases.jsonl.gz`)} calls through a proxy's`],
    ['README.md', `| ${lines('shared/way-back/testdata/fresh/cases.jsonl.gz')} answers (1.87.0`],
    ['README.md', `| ${inPractice} calls under ${practice} configurations as teams`],
    ['README.md', `held by the ${lines(...kept)} answers that the tests keep`],
    ['README.md', `| ${underSettings} calls under ${settings} configurations`],
    ['CHANGELOG.md', `on ${made} made requests`],
    ['CHANGELOG.md', `${underSettings} calls under ${settings} configurations`],
    ['CHANGELOG.md', `on ${odd} odd requests and ${oddCalls} odd calls through a proxy`],
    ['CHANGELOG.md', `found by search, ${excepted(`${PIPELINE}/corners/exceptions.json`)} and`],
    [
      'CHANGELOG.md',
      `${lines(`${VERDICTS}/accepted.jsonl.gz`, `${VERDICTS}/refused.jsonl.gz`, `${VERDICTS}/mined.jsonl`)} bodies with Bedrock's answers`,
    ],
    ['docs/simulator.md', `${lines(STREAMS)} shapes of ${streams} streams`],
    ['oracle/README.md', `holds ${odd} such requests`],
    ['oracle/README.md', `${oddCalls} calls of clients`],
    ['oracle/README.md', `${inPractice} calls under ${practice} configurations`],
    ['oracle/README.md', `${underSettings} clients' calls under ${settings} configurations`],
  ])('%s: %s', (document, words) => {
    expect(read(document).toString('utf8').replace(/\s+/g, ' ')).toContain(words);
  });
});

test('the README shows each recorded release with its figures', () => {
  const releases = 'shared/pipeline/releases';
  const known = JSON.parse(read(`${releases}/known.json`).toString('utf8')) as Readonly<
    Record<string, string>
  >;
  const measured = JSON.parse(read(`${releases}/measured.json`).toString('utf8')) as Readonly<
    Record<string, { readonly cases: number; readonly equal: number; readonly changed: number }>
  >;
  const rows = Object.entries(measured).map(([version, { cases, equal, changed }]) => {
    const share = equal === cases ? '100' : Math.min((100 * equal) / cases, 99.99).toFixed(2);
    return `| ${version} | ${known[version]} | ${cases} | ${share} % | ${changed} |`;
  });
  const [, table = ''] = read('README.md')
    .toString('utf8')
    .split(/<!-- releases.*-->/);
  const shown = table.trim().split('\n').slice(2);
  expect(shown, 'python oracle/readme.py writes it anew').toEqual(rows.reverse());
});
