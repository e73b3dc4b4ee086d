/**
 * Runs in a process of its own, bundled with mutated code: tells which mutants change a recorded answer.
 *
 *   node answered.mjs IDS     the mutants to try, with commas; each is told to the parent before and after it was tried
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isRelease, type Release } from '../../shared/pipeline/releases/release.ts';
import {
  type Case,
  compared,
  mismatch,
  parseLines,
  type Recorded,
  unexplained,
} from '../../shared/pipeline/testing.ts';
import { transform } from '../../shared/pipeline/transform.ts';

/** What the instrumented code reads and writes. */
interface Switch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number;
  mutantCoverage: { perTest: Record<string, Readonly<Record<string, number>>> };
}

interface Answer {
  readonly asked: Case;
  readonly release: Release;
  readonly expected: Recorded | undefined;
  readonly explained: boolean;
}

/** A loop that turns this often in one request does not end. */
const HIT_LIMIT = 20_000;

const TESTDATA = 'shared/pipeline/testdata';
const FIRST: readonly Release[] = ['1.87.0', '1.90.0', '1.109.1'];
const SETS: readonly (readonly [folder: string, releases: readonly Release[]])[] = [
  ['', FIRST],
  ['corpus/', FIRST],
  ['corners/', [...FIRST, '1.110.2']],
];

const readLines = <T,>(name: string): readonly T[] =>
  parseLines<T>(gunzipSync(readFileSync(`${TESTDATA}/${name}.jsonl.gz`)).toString('utf8'));

function* answersOfSets(): Generator<Answer> {
  for (const [folder, releases] of SETS) {
    const cases = readLines<Case>(`${folder}cases`);
    for (const release of releases) {
      const recorded = new Map(
        readLines<Recorded>(`${folder}litellm-${release}`).map((one) => [one.id, one] as const),
      );
      for (const asked of cases) yield { asked, release, expected: recorded.get(asked.id), explained: true };
    }
  }
}

function* answersOfReleases(): Generator<Answer> {
  const cases = new Map(
    ['cases', 'corpus/cases', 'corners/cases', 'new-models'].flatMap((name) =>
      readLines<Case>(name).map((one) => [one.id, one] as const),
    ),
  );
  for (const file of readdirSync(`${TESTDATA}/releases`)) {
    const release = file.replace('.jsonl.gz', '');
    if (!isRelease(release)) throw new Error(`${release} is no release`);
    for (const one of readLines<Recorded & { readonly crashed?: boolean }>(`releases/${release}`)) {
      const asked = cases.get(one.id);
      if (!asked) continue;
      const expected = one.crashed ? undefined : compared(one, release);
      yield { asked, release, expected, explained: false };
    }
  }
}

function isWrong({ asked, release, expected, explained }: Answer): boolean {
  try {
    const ours = transform({ api: asked.api, request: asked.request, profile: `litellm-${release}` });
    return mismatch(expected, ours).length > 0 || (explained && unexplained(ours).length > 0);
  } catch {
    return true;
  }
}

/** The right answers by the mutants that they pass through: what differs without a mutant tells nothing. */
function coverage(stryker: Switch): ReadonlyMap<string, readonly Answer[]> {
  const through = new Map<string, Answer[]>();
  stryker.currentTestId = 'answer';
  for (const answer of [...answersOfSets(), ...answersOfReleases()]) {
    stryker.mutantCoverage.perTest = {};
    if (isWrong(answer)) continue;
    for (const id of Object.keys(stryker.mutantCoverage.perTest.answer ?? {})) {
      const answers = through.get(id);
      if (answers) answers.push(answer);
      else through.set(id, [answer]);
    }
  }
  stryker.currentTestId = undefined;
  return through;
}

function isNoticed(stryker: Switch, id: string, answers: readonly Answer[]): boolean {
  stryker.activeMutant = id;
  stryker.hitLimit = HIT_LIMIT;
  const noticed = answers.some((answer) => {
    stryker.hitCount = 0;
    return isWrong(answer);
  });
  stryker.activeMutant = undefined;
  stryker.hitCount = undefined;
  return noticed;
}

const stryker = (globalThis as unknown as { readonly __stryker__: Switch }).__stryker__;
const through = coverage(stryker);
for (const id of process.argv[2]?.split(',') ?? []) {
  process.send?.({ id });
  process.send?.({ id, noticed: isNoticed(stryker, id, through.get(id) ?? []) });
}
process.disconnect?.();
