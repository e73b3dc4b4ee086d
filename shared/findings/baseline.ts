import { isObject } from '../json/json.ts';
import { jsonIn } from '../json/parse.ts';
import type { FoundAt } from './finding.ts';

/** What makes a finding the same one in another run: not its line, which moves when something above it changes. */
const keyOf = ({ file, kind, message, pointer, id }: FoundAt): string =>
  JSON.stringify([file, kind, id, pointer, message]);

/** Known findings: as many of each as were there. */
export type Baseline = ReadonlyMap<string, number>;

interface Known {
  readonly file: string;
  readonly kind: string;
  readonly id: string | number | null;
  readonly pointer: string | null;
  readonly message: string;
}

/** The text of a baseline file that holds these findings, in order, so that its own diff can be read. */
export function writeBaseline(findings: readonly FoundAt[]): string {
  const known = findings.map(
    ({ file, kind, id, pointer, message }): Known => ({ file, kind, id, pointer, message }),
  );
  return `${JSON.stringify({ version: 1, known }, null, 2)}\n`;
}

/** Reads a baseline file; null where it is none, or of a later version. */
export function readBaseline(text: string): Baseline | null {
  const file = jsonIn(text);
  if (!isObject(file) || file.version !== 1 || !Array.isArray(file.known)) return null;
  const counts = new Map<string, number>();
  for (const entry of file.known) {
    if (!isObject(entry)) return null;
    const key = keyOf(entry as unknown as FoundAt);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Tells known findings from new ones; one that is there more often than it was known is new. */
export function newAgainst(baseline: Baseline): (finding: FoundAt) => boolean {
  const left = new Map(baseline);
  return (finding) => {
    const key = keyOf(finding);
    const known = left.get(key) ?? 0;
    if (known > 0) left.set(key, known - 1);
    return known === 0;
  };
}
