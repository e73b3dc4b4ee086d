/**
 * Prints what Strata gives otherwise than releases did for requests that were drawn anew (`oracle/fresh.py`), values
 * and, where they were kept, bytes; with `fit` also which behaviours would mend it:
 *
 *   node scripts/fresh.mjs .cache/oracle/fresh/SEED [fit]
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bodyText } from '../../shared/pipeline/body-text.ts';
import { has } from '../../shared/pipeline/releases/behaviours.ts';
import { compareReleases, isRelease, type Release } from '../../shared/pipeline/releases/release.ts';
import { type Case, parseLines, type Recorded } from '../../shared/pipeline/testing.ts';
import { type Answered, outcome, stateOf, wrongIn } from './engine.mts';
import { fitRelease } from './fit.mts';

type Kept = Recorded & { readonly crash?: string; readonly raw?: string };

const [folder = '', fit] = process.argv.slice(2);
const readLines = <T,>(name: string): readonly T[] =>
  parseLines<T>(readFileSync(path.join(folder, name), 'utf8'));

const cases = new Map(readLines<Case>('cases.jsonl').map((one) => [one.id, one] as const));
const releases = readdirSync(folder)
  .map((name) => name.replace(/\.jsonl$/, ''))
  .filter(isRelease)
  .sort(compareReleases);

/** Up to 1.83.0 betas stand in an order that is another one in each process. */
const anyOrder = (release: Release): boolean =>
  has(release, 'own-betas-added') && !has(release, 'own-betas-filtered');

function wrong(answered: Answered, raw: string | undefined, release: Release): readonly string[] {
  const ours = outcome(answered.one, release);
  const values = wrongIn(answered, release, ours);
  if (values.length > 0 || raw === undefined || ours.result?.kind !== 'outgoing') return values;
  const text = bodyText(ours.result.outgoing.body, ours.result.ledger, ours.request);
  if (text === raw || (anyOrder(release) && raw.includes('"anthropic_beta"'))) return [];
  const at = [...raw].findIndex((char, i) => char !== text[i]);
  const [theirs, mine] = [raw, text].map((one) => one.slice(Math.max(0, at - 60), at + 60));
  return [`bytes: expected …${theirs}…, got …${mine}…`];
}

/** What would mend a release, as it stands in the tables now. */
function mended(answered: readonly Answered[], release: Release): string {
  const now = stateOf(release);
  const { state, left } = fitRelease(answered, release, now, null);
  const flips = [...new Set([...now, ...state])].flatMap((one) => {
    if (now.has(one) === state.has(one)) return [];
    return [state.has(one) ? `+${one}` : `-${one}`];
  });
  return `   ${flips.join(' ')}; ${left.length} left`;
}

for (const release of releases) {
  const lines = readLines<Kept>(`${release}.jsonl`).flatMap((answer) => {
    const one = cases.get(answer.id);
    const expected = answer.crash === undefined ? answer : undefined;
    return one ? [{ answered: { one, expected }, raw: answer.raw }] : [];
  });
  const found = lines.flatMap(({ answered, raw }) => {
    const [line] = wrong(answered, raw, release);
    return line === undefined
      ? []
      : [`   ${answered.one.id} ${answered.one.request.model}: ${line.slice(0, 300)}`];
  });
  console.log(`${release}: ${lines.length - found.length} of ${lines.length} equal`);
  for (const line of found) console.log(line);
  if (fit === 'fit' && found.length > 0)
    console.log(
      mended(
        lines.map(({ answered }) => answered),
        release,
      ),
    );
}
