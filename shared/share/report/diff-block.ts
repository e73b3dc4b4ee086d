import type { RouteView } from '../../contract/inspection.ts';
import type { Block, DiffLine } from '../../contract/report-document.ts';
import { type Hunk, lineDiff } from '../../diff/line-diff.ts';
import { LineIndex } from '../../diff/line-index.ts';

/** Equal lines around what differs. */
const CONTEXT = 2;
const MOST_LINES = 60;

const keyOf = (line: string): string => /^\s*("(?:[^"\\]|\\.)*"):/.exec(line)?.[1] ?? '';

/**
 * Lines that stand below each other and have nothing to do with each other apart: a member that only goes, and one that
 * changes. As they are where a line that comes has no member of its name that goes.
 */
function linewise(hunk: Hunk, a: LineIndex, b: LineIndex): readonly Hunk[] {
  const [gone, come] = [hunk.toA - hunk.fromA, hunk.toB - hunk.fromB];
  if (come === 0 || gone <= come) return [hunk];
  const lines: Hunk[] = [];
  let other = hunk.fromB;
  for (let at = hunk.fromA; at < hunk.toA; at++) {
    const key = keyOf(a.line(at));
    const isChanged = other < hunk.toB && key !== '' && key === keyOf(b.line(other));
    lines.push({ fromA: at, toA: at + 1, fromB: other, toB: isChanged ? other + 1 : other });
    if (isChanged) other += 1;
  }
  return other === hunk.toB ? lines : [hunk];
}

/**
 * What is sent beside what Bedrock accepts, as one list of lines; nothing where they are the same. `about`: the
 * lines, from 0, that it is about; where some of them differ, only those are listed. `onlyAbout`: nothing else is, ever.
 */
export function diffLines(
  sent: string,
  accepted: string,
  about: readonly number[] = [],
  onlyAbout = false,
): readonly DiffLine[] {
  const [a, b] = [new LineIndex(sent), new LineIndex(accepted)];
  const lines: DiffLine[] = [];
  let done = 0;
  const hunks = lineDiff(a, b).flatMap((hunk) => linewise(hunk, a, b));
  const near = hunks.filter(({ fromA, toA }) =>
    about.some((line) => line >= fromA && line < Math.max(toA, fromA + 1)),
  );
  const shown = near.length > 0 || onlyAbout ? near : hunks;
  for (const [i, { fromA, toA, fromB, toB }] of shown.entries()) {
    const start = Math.max(done, fromA - CONTEXT);
    if (start > done) lines.push({ sign: ' ', number: null, text: '…' });
    for (let at = start; at < fromA; at++) lines.push({ sign: ' ', number: at + 1, text: a.line(at) });
    for (let at = fromA; at < toA; at++) lines.push({ sign: '-', number: at + 1, text: a.line(at) });
    for (let at = fromB; at < toB; at++) lines.push({ sign: '+', number: at + 1, text: b.line(at) });
    done = Math.min(a.count, toA + CONTEXT, shown[i + 1]?.fromA ?? a.count);
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

/**
 * The lines at fault of a body that Bedrock would take without them; nothing where nothing differs. What else would be
 * left out mends nothing where Bedrock still refuses what is left, and is not shown.
 */
export function diffBlock({ outcome, filtered, verdict }: RouteView): readonly Block[] {
  if (outcome.kind !== 'outgoing' || !filtered) return [];
  const about = verdict?.problems.flatMap(({ range }) => (range ? [range.line - 1] : [])) ?? [];
  const lines = diffLines(
    outcome.outgoing.bodyText,
    filtered.text,
    about,
    about.length > 0 && !filtered.accepted,
  );
  if (lines.length === 0) return [];
  const after = filtered.accepted
    ? 'what Bedrock accepts'
    : 'what is left without the parts that can be taken out';
  return [{ kind: 'diff', alt: `The body as sent (−) beside ${after} (+)`, lines }];
}
