/**
 * Prints what Strata gives otherwise than releases did for requests that were drawn anew (`oracle/fresh.py`):
 *
 *   node scripts/fresh.mjs .cache/oracle/fresh/SEED
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareReleases, isRelease } from '../../shared/pipeline/releases/release.ts';
import { type Case, parseLines, type Recorded } from '../../shared/pipeline/testing.ts';
import { differs } from './engine.mts';

const [folder = ''] = process.argv.slice(2);
const readLines = <T,>(name: string): readonly T[] =>
  parseLines<T>(readFileSync(path.join(folder, name), 'utf8'));

const cases = new Map(readLines<Case>('cases.jsonl').map((one) => [one.id, one] as const));
const releases = readdirSync(folder)
  .map((name) => name.replace(/\.jsonl$/, ''))
  .filter(isRelease)
  .sort(compareReleases);

for (const release of releases) {
  const answers = readLines<Recorded & { readonly crash?: string }>(`${release}.jsonl`);
  const found = answers.flatMap((answer) => {
    const one = cases.get(answer.id);
    const [line] = one
      ? differs({ one, expected: answer.crash === undefined ? answer : undefined }, release)
      : [];
    return line === undefined ? [] : [`   ${answer.id} ${one?.request.model}: ${line.slice(0, 200)}`];
  });
  console.log(`${release}: ${answers.length - found.length} of ${answers.length} equal`);
  for (const line of found) console.log(line);
}
