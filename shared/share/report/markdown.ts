import type { Block, DiffLine, Inline, Report, StreamPicture } from '../../contract/report-document.ts';

/** What means something in Markdown, and the angle of HTML; `@` and `#` would call people and issues. */
const SPECIAL = /[\\`*_[\]<>|~&]/g;
const escaped = (text: string): string =>
  text
    .replace(SPECIAL, (sign) => `\\${sign}`)
    .replace(/(^|[\s(])([@#])(?=\w)/g, '$1$2\u200b')
    .replace(/\s*\n\s*/g, ' ');

/** A stretch of code between as many backticks as it needs; in tables a bar is escaped even there. */
function codeSpan(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function inline(one: Inline): string {
  if (typeof one === 'string') return escaped(one);
  switch (one.kind) {
    case 'code':
      return codeSpan(one.text);
    case 'strong':
      return `**${escaped(one.text)}**`;
    case 'link':
      return `[${one.text.replace(SPECIAL, (sign) => `\\${sign}`)}](<${one.url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
  }
}

const inlines = (list: readonly Inline[]): string => list.map(inline).join('');

/** A fence that nothing in the text can close. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/^\s*`{3,}/gm) ?? []).map((run) => run.trim().length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const diffText = (lines: readonly DiffLine[]): string =>
  lines.map(({ sign, text }) => `${sign}${text}`).join('\n');

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Cells of the line of text that stands for a picture. */
const CELLS = 72;
const LEVELS = ' ▁▂▃▄▅▆▇█';

/** How many frames fell into each part of the time, as bars. */
function bars(times: readonly number[], endMs: number): string {
  const counts = new Array<number>(CELLS).fill(0);
  for (const at of times) {
    const cell = Math.min(CELLS - 1, Math.floor((at / Math.max(1, endMs)) * CELLS));
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return counts
    .map((count) => LEVELS[count === 0 ? 0 : Math.max(1, Math.round((count / most) * 8))])
    .join('');
}

const streamText = ({ arrived, seen, endMs, chunkSize }: StreamPicture): string =>
  [
    `arrived   |${bars(arrived, endMs)}|`,
    `a reader  |${bars(seen, endMs)}|  ${chunkSize === null ? 'as received' : `chunk size ${chunkSize} bytes`}`,
    `          0${seconds(endMs).padStart(CELLS)}`,
  ].join('\n');

function block(one: Block): string {
  switch (one.kind) {
    case 'paragraph':
      return inlines(one.content);
    case 'list':
      return one.items.map((item) => `- ${inlines(item)}`).join('\n');
    case 'table':
      return [
        row(one.head.map(escaped)),
        row(one.head.map(() => '---')),
        ...one.rows.map((cells) => row(cells.map(inlines))),
      ].join('\n');
    case 'code':
      return fenced(one.language, one.text);
    case 'diff':
      return fenced('diff', diffText(one.lines));
    case 'stream':
      return fenced('text', streamText(one.picture));
  }
}

/** The report as GitHub-flavoured Markdown. What stands in it from outside cannot mean anything to Markdown. */
export function markdownOf(report: Report): string {
  const parts = [`# ${escaped(report.title)}`, inlines(report.lead)];
  for (const { title, blocks } of report.sections) parts.push(`## ${escaped(title)}`, ...blocks.map(block));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
