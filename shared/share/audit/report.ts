import type { Inline, Report, Section } from '../../contract/report-document.ts';
import { code, paragraph } from '../report/document.ts';
import { count, cut } from '../report/words.ts';
import { AUDIT_KINDS, type AuditGroup, type AuditKind, type AuditSummary } from './summary.ts';

const MOST_ROWS = 40;
const LONGEST_EXAMPLE = 4_000;

const names = (counts: Readonly<Record<string, number>>): string => {
  const all = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const shown = all.slice(0, 3).map(([name, times]) => `${name} (${times})`);
  return [...shown, ...(all.length > 3 ? [`${all.length - 3} more`] : [])].join(', ');
};

const row = ({ reason, records, models, programs }: AuditGroup): readonly (readonly Inline[])[] => [
  [code(reason)],
  [records.toLocaleString('en-US')],
  [names(models)],
  [names(programs)],
];

function sectionOf(kind: AuditKind, groups: readonly AuditGroup[]): readonly Section[] {
  if (groups.length === 0) return [];
  const examples = groups
    .slice(0, 5)
    .flatMap((group) => [
      paragraph('The smallest example of ', code(group.reason), ':'),
      { kind: 'code', language: 'json', text: cut(group.example, LONGEST_EXAMPLE) } as const,
    ]);
  return [
    {
      id: kind,
      title: AUDIT_KINDS[kind],
      blocks: [
        {
          kind: 'table',
          head: ['Reason', 'Records', 'Models', 'Programs'],
          rows: groups.slice(0, MOST_ROWS).map(row),
        },
        ...(groups.length > MOST_ROWS
          ? [paragraph(`${count(groups.length - MOST_ROWS, 'more reason')}.`)]
          : []),
        ...examples,
      ],
    },
  ];
}

const KINDS = Object.keys(AUDIT_KINDS) as readonly AuditKind[];

/** An audit as a report, to be written as Markdown or as a page. */
export function auditReport(summary: AuditSummary): Report {
  const { records, wrong, unreadable, models, groups, beyond } = summary;
  return {
    title: `${count(wrong, 'request')} of ${records.toLocaleString('en-US')} with something to look at`,
    lead: [
      `${count(Object.keys(models).length, 'model')}, ${count(groups.length, 'kind')} of findings`,
      unreadable > 0 ? `, ${count(unreadable, 'line')} without a request` : '',
      beyond > 0 ? `, ${count(beyond, 'finding')} beyond what is kept` : '',
      '.',
    ],
    sections: KINDS.flatMap((kind) =>
      sectionOf(
        kind,
        groups.filter((group) => group.kind === kind),
      ),
    ),
  };
}

const cell = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** An audit as a table for a terminal. */
export function auditTable({ records, wrong, unreadable, groups, beyond }: AuditSummary): string {
  const lines = groups.map(({ kind, level, reason, records: times, models }) =>
    [
      cell(level, 8),
      String(times).padStart(8),
      ` ${cell(kind, 20)}`,
      cell(reason.replace(/\s+/g, ' '), 70),
      names(models),
    ]
      .join(' ')
      .trimEnd(),
  );
  const tail = [
    `${count(wrong, 'request')} of ${records.toLocaleString('en-US')} with something to look at`,
    ...(unreadable > 0 ? [`${count(unreadable, 'line')} without a request`] : []),
    ...(beyond > 0 ? [`${count(beyond, 'finding')} beyond what is kept`] : []),
  ];
  return [...lines, `${tail.join('; ')}.`].join('\n');
}
