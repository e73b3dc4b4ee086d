import type { Block, DiffLine, Inline, Report } from '../../contract/report-document.ts';
import { WHOLE } from './words.ts';

export const code = (text: string): Inline => ({ kind: 'code', text });
export const strong = (text: string): Inline => ({ kind: 'strong', text });
export const paragraph = (...content: readonly Inline[]): Block => ({ kind: 'paragraph', content });

/** Places by their names: the first of them, and how many more there are. */
export const placeNames = (names: readonly string[], most: number): readonly Inline[] => [
  ...names
    .slice(0, most)
    .flatMap((name, i): readonly Inline[] => [...(i > 0 ? [', '] : []), name === WHOLE ? name : code(name)]),
  ...(names.length > most ? [` and ${names.length - most} more`] : []),
];

/** A sentence as rules write them, with code between backticks. */
export const prose = (text: string): readonly Inline[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? code(part) : part));

/** A link where there is an address of the web to go to, else its text alone. */
export const link = (text: string, url: string | null): Inline =>
  url !== null && /^https:\/\//.test(url) ? { kind: 'link', text, url } : text;

/** Changes a text of a section, named by its title, and leaves `most` characters of it. */
export type ChangeText = (text: string, section: string, most?: number) => string;

/** The report with each of its texts changed; addresses and signs stay. */
export function withTexts(report: Report, change: ChangeText): Report {
  const inline =
    (section: string) =>
    (one: Inline): Inline =>
      typeof one === 'string'
        ? change(one, section)
        : { ...one, text: change(one.text, section, 'most' in one ? one.most : undefined) };
  const block =
    (section: string) =>
    (one: Block): Block => {
      const inlines = (list: readonly Inline[]): readonly Inline[] => list.map(inline(section));
      switch (one.kind) {
        case 'paragraph':
          return { ...one, content: inlines(one.content) };
        case 'list':
          return { ...one, items: one.items.map(inlines) };
        case 'table':
          return { ...one, rows: one.rows.map((row) => row.map(inlines)) };
        case 'code':
          return { ...one, text: change(one.text, section, one.most) };
        case 'diff':
          return { ...one, lines: changedLines(one.lines, (text) => change(text, section)) };
        case 'stream':
          return one;
      }
    };
  return {
    title: change(report.title, 'Title'),
    lead: report.lead.map(inline('Summary')),
    sections: report.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map(block(section.title)),
    })),
  };
}

/** Changed as one text, as what is changed may go over several lines, where the lines stay as many. */
function changedLines(lines: readonly DiffLine[], change: (text: string) => string): readonly DiffLine[] {
  const whole = change(lines.map(({ text }) => text).join('\n')).split('\n');
  return lines.map((line, i) => ({
    ...line,
    text: whole.length === lines.length ? (whole[i] ?? '') : change(line.text),
  }));
}
