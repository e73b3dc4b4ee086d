/**
 * Where behaviours begin, asked of releases by the smallest cases that tell each of them:
 *
 *   node scripts/probe.mjs choose VERSION FOLDER [CASES …]   writes FOLDER/cases.jsonl for what begins at VERSION
 *   node scripts/probe.mjs judge FOLDER                      prints what each release that answered them has
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { TransformResult } from '../../shared/pipeline/call/result.ts';
import { BEHAVIOURS, type Behaviour, observed } from '../../shared/pipeline/releases/behaviours.ts';
import { compareReleases, isRelease, type Release } from '../../shared/pipeline/releases/release.ts';
import { type Case, parseLines, type Recorded } from '../../shared/pipeline/testing.ts';
import { attempt, flipped, outcome, type State, stateOf } from './engine.mts';

/** So many cases tell each behaviour. */
const EACH = 5;

interface Chosen extends Case {
  readonly tells: readonly Behaviour[];
}

const testdata = path.join(process.cwd(), 'shared', 'pipeline', 'testdata');
const bySize = (a: Case, b: Case): number =>
  JSON.stringify(a.request).length - JSON.stringify(b.request).length;

function readLines<T>(file: string): readonly T[] {
  const raw = readFileSync(file);
  return parseLines<T>((file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8'));
}

const allCases = (more: readonly string[]): readonly Case[] =>
  [...['', 'corpus', 'corners'].map((folder) => path.join(testdata, folder, 'cases.jsonl.gz')), ...more]
    .flatMap((file) => readLines<Case>(file))
    .sort(bySize);

/** What of a result a recording shows. */
const shown = (result: TransformResult | null): string =>
  result?.kind === 'outgoing'
    ? JSON.stringify([result.outgoing.path, result.outgoing.headers, result.outgoing.body])
    : `${result?.kind}`;

/** Runs a case under a state, and notes what it asked after. */
function tried(one: Case, release: Release, state: State, asked: Set<Behaviour>): string {
  return observed(
    (behaviour) => {
      asked.add(behaviour);
      return state.has(behaviour);
    },
    () => shown(outcome(one, release).result),
  );
}

/** The smallest cases that a behaviour of those that begin or end at a release changes, some for each. */
function choose(release: Release, more: readonly string[]): readonly Chosen[] {
  const sought = new Map<Behaviour, number>();
  for (const [name, versions] of Object.entries(BEHAVIOURS))
    if ((versions as readonly string[]).includes(release)) sought.set(name as Behaviour, EACH);
  const state = stateOf(release);
  const chosen: Chosen[] = [];
  for (const one of allCases(more)) {
    const asked = new Set<Behaviour>();
    const now = tried(one, release, state, asked);
    const tells = [...asked].filter(
      (behaviour) =>
        (sought.get(behaviour) ?? 0) > 0 &&
        tried(one, release, flipped(state, [behaviour]), new Set()) !== now,
    );
    for (const behaviour of tells) sought.set(behaviour, (sought.get(behaviour) ?? 0) - 1);
    if (tells.length > 0) chosen.push({ ...one, tells });
  }
  for (const [behaviour, missing] of sought)
    if (missing === EACH) console.log(`${behaviour}: no case tells it`);
  return chosen;
}

/** How many cases say that a release has a behaviour, that it has it not, and that neither is right. */
interface Votes {
  readonly yes: number;
  readonly no: number;
  readonly neither: number;
}

function votes(
  behaviour: Behaviour,
  cases: readonly Chosen[],
  answers: ReadonlyMap<string, Recorded>,
  release: Release,
): Votes {
  const count = { yes: 0, no: 0, neither: 0 };
  const state = stateOf(release);
  const other = flipped(state, [behaviour]);
  for (const one of cases) {
    if (!one.tells.includes(behaviour)) continue;
    const answered = { one, expected: answers.get(one.id) };
    const [asNow, asOther] = [state, other].map(
      (some) => attempt(answered, release, some).wrong.length === 0,
    );
    if (asNow === asOther) count.neither += asNow ? 0 : 1;
    else if (asNow === state.has(behaviour)) count.yes++;
    else count.no++;
  }
  return count;
}

function judge(folder: string): void {
  const read = <T,>(name: string): readonly T[] => readLines<T>(path.join(folder, name));
  const cases = read<Chosen>('cases.jsonl');
  const releases = readdirSync(folder)
    .map((name) => name.replace(/\.jsonl$/, ''))
    .filter(isRelease)
    .sort(compareReleases);
  const answers = new Map(
    releases.map((release) => {
      const sent = read<Recorded & { readonly crash?: string }>(`${release}.jsonl`);
      return [
        release,
        new Map(sent.filter(({ crash }) => crash === undefined).map((line) => [line.id, line])),
      ] as const;
    }),
  );
  for (const behaviour of new Set(cases.flatMap(({ tells }) => tells))) {
    const row = releases.map((release) => {
      const { yes, no, neither } = votes(behaviour, cases, answers.get(release) ?? new Map(), release);
      return `${release}:+${yes}-${no}?${neither}${stateOf(release).has(behaviour) ? '*' : ''}`;
    });
    console.log(`${behaviour}  ${row.join('  ')}`);
  }
}

const [task, first = '', folder = '', ...more] = process.argv.slice(2);
if (task === 'judge') judge(first);
else if (task === 'choose' && isRelease(first)) {
  const chosen = choose(first, more);
  writeFileSync(path.join(folder, 'cases.jsonl'), chosen.map((one) => `${JSON.stringify(one)}\n`).join(''));
  console.log(`${chosen.length} cases`);
} else throw new Error('choose VERSION FOLDER [CASES …], or judge FOLDER');
