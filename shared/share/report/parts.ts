import type { Report } from '../../contract/report-document.ts';
import { REPORT_PARTS, type ReportPart } from '../../contract/share.ts';
import { size } from './words.ts';

/** The parts of a report that can be left out, and the sections that each stands for. */
export const PARTS = {
  problems: {
    label: 'Problems and losses',
    sections: ['refused', 'doubtful', 'leaks', 'lost', 'since', 'compared', 'cells', 'evidence'],
  },
  request: {
    label: 'Request that came in',
    sections: ['way', 'client', 'bodies', 'asked', 'sent', 'reproduce'],
  },
  answer: { label: 'Answer and timings', sections: ['answer', 'stream'] },
  body: { label: 'Full body', sections: ['body'] },
} as const satisfies Readonly<
  Record<ReportPart, { readonly label: string; readonly sections: readonly string[] }>
>;

const rowsIn = ({ sections }: Report, ids: readonly string[]): number =>
  sections
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0);

const textsIn = ({ sections }: Report, part: readonly string[]): number =>
  sections
    .filter(({ id }) => part.includes(id))
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + (block.kind === 'code' ? block.text.length : 0), 0);

/** How much is in each part that a report has, in a word or two. */
export function partsOf(report: Report): Readonly<Partial<Record<ReportPart, string>>> {
  const has = new Set(report.sections.map(({ id }) => id));
  const asked = report.sections.find(({ id }) => id === 'asked' || id === 'sent');
  const problems = rowsIn(report, ['refused', 'doubtful', 'leaks']);
  const words: Readonly<Record<ReportPart, string>> = {
    problems: `${problems} + ${rowsIn(report, ['lost'])}`,
    request: asked?.blocks[0]?.kind === 'paragraph' ? 'short' : '',
    answer: '',
    body: size(textsIn(report, PARTS.body.sections)),
  };
  return Object.fromEntries(
    REPORT_PARTS.filter((part) => PARTS[part].sections.some((section) => has.has(section))).map((part) => [
      part,
      words[part],
    ]),
  );
}

/** The report with some of its parts. */
export function withParts(report: Report, parts: readonly ReportPart[]): Report {
  const wanted = new Set<string>(parts.flatMap((part) => PARTS[part].sections));
  return { ...report, sections: report.sections.filter(({ id }) => wanted.has(id)) };
}
