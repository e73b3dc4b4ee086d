import type { RouteView } from '../../contract/inspection.ts';
import type { Block, DiffLine } from '../../contract/report-document.ts';
import { type Hunk, lineDiff } from '../../diff/line-diff.ts';
import { LineIndex } from '../../diff/line-index.ts';

/** Equal lines around what differs. */
const CONTEXT = 2;
const MOST_LINES = 60;

const keyOf = (line: string): string => /^\s*("(?:[^"\\]|\\.)*"):/.exec(line)?.[1] ?? '';

/** Lines that stand below each other and have nothing to do with each other: first what only goes, then what changes. */
function linewise(hunk: Hunk, b: LineIndex): readonly Hunk[] {
  const [gone, come] = [hunk.toA - hunk.fromA, hunk.toB - hunk.fromB];
  if (come === 0 || gone <= come || keyOf(b.line(hunk.fromB)) === '') return [hunk];
  const split = hunk.toA - come;
  return [
    { fromA: hunk.fromA, toA: split, fromB: hunk.fromB, toB: hunk.fromB },
    { fromA: split, toA: hunk.toA, fromB: hunk.fromB, toB: hunk.toB },
  ];
}

/**
 * What is sent beside what Bedrock accepts, as one list of lines; nothing where they are the same. `about`: the
 * lines, from 0, that it is about; where some of them differ, only those are listed.
 */
export function diffLines(
  sent: string,
  accepted: string,
  about: readonly number[] = [],
): readonly DiffLine[] {
  const [a, b] = [new LineIndex(sent), new LineIndex(accepted)];
  const lines: DiffLine[] = [];
  let done = 0;
  const hunks = lineDiff(a, b).flatMap((hunk) => linewise(hunk, b));
  const near = hunks.filter(({ fromA, toA }) =>
    about.some((line) => line >= fromA && line < Math.max(toA, fromA + 1)),
  );
  for (const { fromA, toA, fromB, toB } of near.length > 0 ? near : hunks) {
    const start = Math.max(done, fromA - CONTEXT);
    if (start > done) lines.push({ sign: ' ', number: null, text: '…' });
    for (let at = start; at < fromA; at++) lines.push({ sign: ' ', number: at + 1, text: a.line(at) });
    for (let at = fromA; at < toA; at++) lines.push({ sign: '-', number: at + 1, text: a.line(at) });
    for (let at = fromB; at < toB; at++) lines.push({ sign: '+', number: at + 1, text: b.line(at) });
    done = Math.min(a.count, toA + CONTEXT);
    for (let at = toA; at < done; at++) lines.push({ sign: ' ', number: at + 1, text: a.line(at) });
  }
  if (lines.length > 0 && done < a.count) lines.push({ sign: ' ', number: null, text: '…' });
  return lines.length > MOST_LINES
    ? [
        ...lines.slice(0, MOST_LINES),
        { sign: ' ', number: null, text: `… ${lines.length - MOST_LINES} more lines` },
      ]
    : lines;
}

/** The lines at fault of a body that Bedrock would take without them; nothing where nothing differs. */
export function diffBlock({ outcome, filtered, verdict }: RouteView): readonly Block[] {
  if (outcome.kind !== 'outgoing' || !filtered) return [];
  const about = verdict?.problems.flatMap(({ range }) => (range ? [range.line - 1] : [])) ?? [];
  const lines = diffLines(outcome.outgoing.bodyText, filtered.text, about);
  if (lines.length === 0) return [];
  const after = filtered.accepted
    ? 'what Bedrock accepts'
    : 'what is left without the parts that can be taken out';
  return [{ kind: 'diff', alt: `The body as sent (−) beside ${after} (+)`, lines }];
}
