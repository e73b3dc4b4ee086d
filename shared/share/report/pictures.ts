import type { DiffLine, Report, StreamPicture } from '../../contract/report-document.ts';
import { markup } from './markup.ts';

/** Colours of a picture by name; a page gives them as variables, a file of its own needs them written out. */
export interface Colours {
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly panel: string;
  readonly accent: string;
  readonly bad: string;
  readonly badSoft: string;
  readonly good: string;
  readonly goodSoft: string;
  readonly warn: string;
}

/** The colours of whatever page the picture stands in. */
export const PAGE_COLOURS: Colours = {
  text: 'var(--text)',
  dim: 'var(--dim)',
  line: 'var(--line)',
  panel: 'var(--panel)',
  accent: 'var(--accent)',
  bad: 'var(--bad)',
  badSoft: 'var(--bad-soft)',
  good: 'var(--good)',
  goodSoft: 'var(--good-soft)',
  warn: 'var(--warn)',
};

/** For a picture of its own, on paper. */
const PAPER_COLOURS: Colours = {
  text: '#1c2430',
  dim: '#5b6675',
  line: '#d5dae1',
  panel: '#ffffff',
  accent: '#1f6fc5',
  bad: '#b3202f',
  badSoft: '#fbe4e6',
  good: '#1b7a3d',
  goodSoft: '#e0f3e6',
  warn: '#8a5a00',
};

const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';
const SANS = 'system-ui, -apple-system, Segoe UI, sans-serif';

const svg = (width: number, height: number, alt: string, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${markup(alt)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${parts.join('')}</svg>`;

const ROW = 19;
const NUMBERS = 56;
/** Width of a character of the diff, pixels. */
const GLYPH = 7.3;
const LONGEST = 110;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Lines of two texts, those of one alone on a ground of their own. */
export function diffPicture(lines: readonly DiffLine[], alt: string, colours: Colours): string {
  const width = Math.round(NUMBERS + 30 + GLYPH * Math.max(40, ...lines.map(({ text }) => cut(text).length)));
  const height = lines.length * ROW + 12;
  const parts = lines.map(({ sign, number, text }, i) => {
    const top = 6 + i * ROW;
    const ground = sign === '-' ? colours.badSoft : colours.goodSoft;
    const ink = sign === '-' ? colours.bad : sign === '+' ? colours.good : colours.text;
    const band =
      sign === ' ' ? '' : `<rect x="0" y="${top}" width="${width}" height="${ROW}" fill="${ground}"/>`;
    const at = (x: number, fill: string, what: string, anchor = 'start'): string =>
      `<text x="${x}" y="${top + 14}" fill="${fill}" text-anchor="${anchor}" xml:space="preserve">${markup(what)}</text>`;
    return [
      band,
      number === null ? '' : at(NUMBERS - 14, colours.dim, String(number), 'end'),
      sign === ' ' ? '' : at(NUMBERS, ink, sign === '-' ? '−' : '+'),
      at(NUMBERS + 18, number === null ? colours.dim : ink, cut(text)),
    ].join('');
  });
  const paper = `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="${colours.panel}" stroke="${colours.line}"/>`;
  return svg(width, height, alt, [paper, `<g font-family="${MONO}" font-size="12">`, ...parts, '</g>']);
}

const WIDTH = 900;
const LEFT = 96;
const RIGHT = 20;
/** More marks than this would be one grey band; of more, every n-th is drawn. */
const MOST_MARKS = 1200;

/** Steps of a time axis: 1, 2 or 5 times a power of ten, milliseconds. */
function stepOf(endMs: number): number {
  const rough = endMs / 6;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

const label = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms % 1000 === 0 ? 0 : 1)} s`;

/** When frames arrived and when a reader saw them, one below the other, with the silences between. */
export function streamPicture(picture: StreamPicture, alt: string, colours: Colours): string {
  const { endMs, arrived, seen, chunkSize, gaps } = picture;
  const end = Math.max(1, endMs);
  const x = (ms: number): number => Math.round((LEFT + (ms / end) * (WIDTH - LEFT - RIGHT)) * 10) / 10;
  const lane = (
    times: readonly number[],
    top: number,
    colour: string,
    name: string,
    note: string,
  ): string => {
    const every = Math.max(1, Math.ceil(times.length / MOST_MARKS));
    const marks = times.filter((_, i) => i % every === 0).map((at) => `M${x(at)} ${top}v26`);
    return [
      `<text x="0" y="${top + 12}" fill="${colours.text}">${markup(name)}</text>`,
      `<text x="0" y="${top + 26}" fill="${colours.dim}" font-size="10.5">${markup(note)}</text>`,
      `<path d="M${LEFT} ${top + 30}H${WIDTH - RIGHT}" stroke="${colours.line}"/>`,
      `<path d="${marks.join('')}" stroke="${colour}" stroke-width="1.5" stroke-opacity="0.75"/>`,
    ].join('');
  };
  const step = stepOf(end);
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step).map(
    (at) =>
      `<path d="M${x(at)} 14V124" stroke="${colours.line}" stroke-dasharray="2 3"/><text x="${x(at)}" y="140" fill="${colours.dim}" font-size="10.5" text-anchor="middle">${label(at)}</text>`,
  );
  const silences = gaps.map(({ fromMs, toMs }) => {
    const [from, to] = [x(fromMs), x(toMs)];
    const text =
      to - from > 44
        ? `<text x="${(from + to) / 2}" y="120" fill="${colours.warn}" font-size="10.5" text-anchor="middle">${label(toMs - fromMs)}</text>`
        : '';
    return `<rect x="${from}" y="76" width="${Math.max(1, Math.round((to - from) * 10) / 10)}" height="30" fill="${colours.warn}" fill-opacity="0.16"/>${text}`;
  });
  return svg(WIDTH, 150, alt, [
    `<g font-family="${SANS}" font-size="12">`,
    ...ticks,
    ...silences,
    lane(arrived, 20, colours.accent, 'Arrived', `${arrived.length} with text`),
    lane(seen, 76, colours.good, 'A reader', chunkSize === null ? 'as received' : `${chunkSize} bytes`),
    '</g>',
  ]);
}

/** The difference and the stream of a report as one picture of its own, on paper; the title alone where it has neither. */
export function pictureOf({ title, sections }: Report): string {
  const blocks = sections.flatMap((section) => section.blocks);
  const pictures = blocks.flatMap((block) => {
    if (block.kind === 'diff') return [diffPicture(block.lines, block.alt, PAPER_COLOURS)];
    return block.kind === 'stream' ? [streamPicture(block.picture, block.alt, PAPER_COLOURS)] : [];
  });
  const sizeOf = (picture: string): readonly [number, number] => {
    const [, width = '0', height = '0'] = /width="(\d+)" height="(\d+)"/.exec(picture) ?? [];
    return [Number(width), Number(height)];
  };
  const width = Math.max(600, ...pictures.map((picture) => sizeOf(picture)[0])) + 40;
  let top = 56;
  const placed = pictures.map((picture) => {
    const moved = picture.replace('<svg ', `<svg x="20" y="${top}" `);
    top += sizeOf(picture)[1] + 20;
    return moved;
  });
  return svg(width, top, title, [
    `<rect width="${width}" height="${top}" fill="${PAPER_COLOURS.panel}"/>`,
    `<text x="20" y="36" font-family="${SANS}" font-size="16" font-weight="600" fill="${PAPER_COLOURS.text}">${markup(cut(title))}</text>`,
    ...placed,
  ]);
}
