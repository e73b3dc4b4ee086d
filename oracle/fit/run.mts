/**
 * Fits recorded releases and writes what came of it: `shared/pipeline/releases/behaviours/*.json` and `measured.json`.
 *
 *   node scripts/fit.mjs RECORDINGS [VERSION … | all | keep]
 *
 * RECORDINGS is the folder that `oracle/reading.py` keeps. Each release begins with what the tables say of it: as the one
 * before it, unless a boundary was read off the code in between. Releases that were fitted before keep what the tables say of them unless they are named (`all`: every
 * one); those in ANCHORS always do. `refine` begins with what the tables say and looks at some of the answers. `keep` fits none and chooses anew what stays with the tests; `measure` takes those that are named as the tables have them. What stays different is printed, the smallest case of each kind first.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BEHAVIOURS, type Behaviour } from '../../shared/pipeline/releases/behaviours.ts';
import { compareReleases, isRelease, type Release } from '../../shared/pipeline/releases/release.ts';
import { firstAlike } from '../../shared/pipeline/releases/same.ts';
import { type Case, parseLines, type Recorded } from '../../shared/pipeline/testing.ts';
import { type Answered, attempt, differs, type State, stateOf } from './engine.mts';
import { type Fitted, fitRelease } from './fit.mts';
import { keep } from './keep.mts';

const ANCHORS: readonly Release[] = ['1.87.0', '1.90.0', '1.109.1'];
const FIRST: Release = '1.87.0';

const root = process.cwd();
const testdata = path.join(root, 'shared', 'pipeline', 'testdata');
const releases = path.join(root, 'shared', 'pipeline', 'releases');

const readLines = <T,>(file: string): readonly T[] => {
  const raw = readFileSync(file);
  return parseLines<T>((file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8'));
};

interface Exception {
  readonly ids: readonly string[];
}
const exceptions = new Set(
  ['corpus', 'corners'].flatMap((folder) =>
    (
      JSON.parse(readFileSync(path.join(testdata, folder, 'exceptions.json'), 'utf8')) as readonly Exception[]
    ).flatMap(({ ids }) => ids),
  ),
);

const [recordings = '', ...only] = process.argv.slice(2);
const extra = path.join(recordings, 'cases.jsonl');
const newModels = path.join(testdata, 'new-models.jsonl.gz');
const ofNewModels: readonly Case[] = [
  ...new Map(
    [
      ...(existsSync(newModels) ? readLines<Case>(newModels) : []),
      ...(existsSync(extra) ? readLines<Case>(extra) : []),
    ].map((one) => [one.id, one] as const),
  ).values(),
];
writeFileSync(
  newModels,
  gzipSync(ofNewModels.map((one) => `${JSON.stringify(one)}\n`).join(''), { level: 9 }),
);

const cases: readonly Case[] = [
  ...readLines<Case>(path.join(testdata, 'cases.jsonl.gz')),
  ...readLines<Case>(path.join(testdata, 'corpus', 'cases.jsonl.gz')),
  ...readLines<Case>(path.join(testdata, 'corners', 'cases.jsonl.gz')),
  ...ofNewModels,
].filter(({ id }) => !exceptions.has(id));

interface Line extends Recorded {
  readonly part?: string;
  readonly crash?: string;
}

/** What a release made of cases, by id; null where it crashed. */
function outcomesOf(release: Release): ReadonlyMap<string, Recorded | null> {
  const anchored = ['', 'corpus/', 'corners/'].map((folder) =>
    path.join(testdata, folder, `litellm-${release}.jsonl.gz`),
  );
  if (anchored.every((file) => existsSync(file))) {
    const sent = new Map(
      anchored.flatMap((file) => readLines<Recorded>(file)).map((line) => [line.id, line]),
    );
    return new Map(
      cases.filter(({ id }) => !id.startsWith('new-')).map(({ id }) => [id, sent.get(id) ?? null]),
    );
  }
  return outcomesIn(path.join(recordings, `${release}.jsonl`));
}

function outcomesIn(file: string): ReadonlyMap<string, Recorded | null> {
  const lines = readLines<Line>(file);
  return new Map(
    lines.flatMap((line) =>
      line.part !== undefined || line.crash?.includes('ModuleNotFoundError')
        ? []
        : [[line.id, line.crash === undefined ? line : null] as const],
    ),
  );
}

const isRecorded = (release: Release): boolean =>
  ANCHORS.includes(release) || existsSync(path.join(recordings, `${release}.jsonl`));

const figuresFile = path.join(releases, 'measured.json');
type Figures = Record<string, { cases: number; equal: number; changed: number }>;
const figuresBefore = JSON.parse(readFileSync(figuresFile, 'utf8')) as Figures;

/** Every release that was fitted at any time, here or elsewhere, and those that are now. */
const recorded: readonly Release[] = [
  ...new Set([
    ...Object.keys(figuresBefore).filter(isRelease),
    ...readdirSync(recordings).flatMap((name) => {
      const version = name.replace(/\.jsonl$/, '');
      return isRelease(version) ? [version] : [];
    }),
  ]),
].sort(compareReleases);

const answeredBy = (outcomes: ReadonlyMap<string, Recorded | null>): readonly Answered[] =>
  cases.flatMap((one) => {
    const expected = outcomes.get(one.id);
    return expected === undefined ? [] : [{ one, expected: expected ?? undefined }];
  });

const states = new Map<Release, State>(recorded.map((release) => [release, stateOf(release)]));
const measured: Record<string, { cases: number; equal: number; changed: number }> = {};

function report({ left }: Fitted): void {
  const kinds = new Map<string, { count: number; smallest: Answered; line: string }>();
  for (const { answered, trial } of left) {
    const line = trial.wrong[0] ?? '';
    const kind = line.replace(/\d+/g, '#').slice(0, 90);
    const known = kinds.get(kind);
    const size = JSON.stringify(answered.one.request).length;
    if (!known) kinds.set(kind, { count: 1, smallest: answered, line });
    else {
      known.count++;
      if (size < JSON.stringify(known.smallest.one.request).length)
        Object.assign(known, { smallest: answered, line });
    }
  }
  for (const { count, smallest, line } of [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, 25))
    console.log(`   ${count}× ${smallest.one.id} ${smallest.one.tag}: ${line.slice(0, 220)}`);
}

/** `refine` looks at so many answers that were recorded last, and at each so manyth of the others. */
const LAST = 700;
const EACH = 12;

function fittedTo(
  answered: readonly Answered[],
  release: Release,
  start: State,
  towards: State | null,
): Fitted {
  const known = stateOf(release);
  const asKnown = (some: readonly Answered[]): Fitted['left'] =>
    some
      .filter((one) => differs(one, release).length > 0)
      .map((one) => ({ answered: one, trial: attempt(one, release, known) }));
  if (ANCHORS.includes(release) || only.includes('measure')) return { state: known, left: asKnown(answered) };
  if (!only.includes('refine') || !(release in figuresBefore))
    return fitRelease(answered, release, start, towards);
  const last = new Set([...outcomesOf(release).keys()].slice(-LAST));
  const wrong = new Set(asKnown(answered).map((one) => one.answered));
  const few = answered.filter(
    (one, i) => wrong.has(one) || i % EACH === 0 || (last.has(one.one.id) && i % 2 === 0),
  );
  return fitRelease(few, release, known, towards);
}

function take(release: Release, before: State, start: State, towards: State | null): void {
  const answered = answeredBy(outcomesOf(release));
  const began = Date.now();
  const fitted = fittedTo(answered, release, start, towards);
  states.set(release, fitted.state);
  const flips = [...new Set([...before, ...fitted.state])].filter(
    (one) => before.has(one) !== fitted.state.has(one),
  );
  measured[release] = { cases: answered.length, equal: answered.length - fitted.left.length, changed: 0 };
  console.log(
    `${release}: ${answered.length - fitted.left.length} of ${answered.length} equal, ${flips.length} flips, ${Math.round((Date.now() - began) / 1000)} s: ${flips.join(' ')}`,
  );
  report(fitted);
  writeTables();
}

/** What is not of chats is not told by the code that they run through: it begins where it was recorded. */
const NOT_OF_CHATS: ReadonlySet<string> = new Set(['entries.json', 'proxy.json', 'way-back.json']);

/**
 * A behaviour's beginnings and ends over the recorded releases. Boundaries that the tables have between two of them stay
 * where they are, if they agree with both: they were read off the releases in between.
 */
function comings(behaviour: Behaviour, ofChats: boolean): readonly string[] {
  const written = (BEHAVIOURS[behaviour] as readonly string[]).filter(isRelease);
  const found: string[] = [];
  recorded.forEach((release, i) => {
    const before = recorded[i - 1];
    const between = written.filter(
      (one) =>
        compareReleases(one, release) <= 0 && (before === undefined || compareReleases(one, before) > 0),
    );
    const holds = states.get(release)?.has(behaviour) === true;
    if ((found.length + between.length) % 2 === (holds ? 1 : 0)) found.push(...between);
    else if (holds !== (found.length % 2 === 1)) found.push(ofChats ? firstAlike(release) : release);
  });
  return found;
}

/** Writes what is known so far: a fit that is broken off keeps the releases that it came to. */
function writeTables(): void {
  for (const name of readdirSync(path.join(releases, 'behaviours'))) {
    const file = path.join(releases, 'behaviours', name);
    const names = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object) as readonly Behaviour[];
    const lines = names.map(
      (one) =>
        `  ${JSON.stringify(one)}: [${comings(one, !NOT_OF_CHATS.has(name))
          .map((v) => `"${v}"`)
          .join(', ')}]`,
    );
    writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
  }
  const all: Figures = { ...figuresBefore, ...measured };
  const rows = Object.keys(all)
    .filter(isRelease)
    .sort(compareReleases)
    .map((release) => {
      const { cases: count = 0, equal = 0, changed = 0 } = all[release] ?? {};
      return `  "${release}": { "cases": ${count}, "equal": ${equal}, "changed": ${changed} }`;
    });
  writeFileSync(figuresFile, `{\n${rows.join(',\n')}\n}\n`);
}

/** The recorded releases on each side of the first one, in the order in which they are fitted. */
const upwards = recorded.filter((one) => compareReleases(one, FIRST) > 0);
const downwards = recorded.filter((one) => compareReleases(one, FIRST) < 0).reverse();
const anchorAfter = (release: Release): State | null => {
  const next = ANCHORS.find((one) => compareReleases(one, release) > 0);
  return next ? stateOf(next) : null;
};

const wanted = (release: Release): boolean =>
  isRecorded(release) && (only.includes(release) || only.includes('all') || !(release in figuresBefore));
if (wanted(FIRST)) take(FIRST, stateOf(FIRST), stateOf(FIRST), null);
for (const [way, towards] of [
  [upwards, anchorAfter],
  [downwards, () => null],
] as const) {
  let before = stateOf(FIRST);
  for (const release of way) {
    if (wanted(release)) take(release, before, stateOf(release), towards(release));
    else states.set(release, stateOf(release));
    before = states.get(release) ?? stateOf(release);
  }
}

const listed = recorded.filter(isRecorded);
listed.forEach((release, i) => {
  const before = listed[i - 1];
  if (!only.includes('keep') && !wanted(release) && !(before && wanted(before))) return;
  const outcomes = outcomesOf(release);
  const older = before ? outcomesOf(before) : null;
  const figures = measured[release] ?? { ...(figuresBefore[release] ?? { cases: 0, equal: 0, changed: 0 }) };
  measured[release] = figures;
  if (older)
    figures.changed = [...outcomes].filter(
      ([id, outcome]) => older.has(id) && JSON.stringify(outcome) !== JSON.stringify(older.get(id)),
    ).length;
  const state = states.get(release);
  if (state && !ANCHORS.includes(release))
    keep(path.join(testdata, 'releases'), release, answeredBy(outcomes), older, state);
});

writeTables();
console.log(`${Object.keys(BEHAVIOURS).length} behaviours, ${recorded.length} releases`);
