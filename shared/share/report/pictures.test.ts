import { describe, expect, it } from 'vitest';
import type { Report, StreamPicture } from '../../contract/report-document.ts';
import { diffPicture, PAGE_COLOURS, pictureOf, streamPicture } from './pictures.ts';

const picture: StreamPicture = { endMs: 600, arrived: [10, 300], seen: [20], chunkSize: null, gaps: [] };
const drawn = (rest: Partial<StreamPicture>): string =>
  streamPicture({ ...picture, ...rest }, 'a <b>', PAGE_COLOURS);
const texts = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');

describe('the picture of a difference', () => {
  it('marks lines of one text alone, numbers those that are lines, and cuts long ones', () => {
    const svg = diffPicture(
      [
        { sign: ' ', number: null, text: '…' },
        { sign: '-', number: 3, text: 'gone & lost' },
        { sign: '+', number: 3, text: 'y'.repeat(200) },
        { sign: ' ', number: 4, text: 'stays' },
      ],
      'about "it"',
      PAGE_COLOURS,
    );
    expect(texts(svg)).toEqual([
      '…',
      '3',
      '−',
      'gone &amp; lost',
      '3',
      '+',
      `${'y'.repeat(109)}…`,
      '4',
      'stays',
    ]);
    expect(svg.match(/fill="var\(--bad-soft\)"/g)).toHaveLength(1);
    expect(svg.match(/fill="var\(--good-soft\)"/g)).toHaveLength(1);
    expect(svg).not.toContain('aria-label="about "');
  });
});

describe('the picture of a stream', () => {
  it.each<readonly [number, readonly string[]]>([
    [0, ['0 ms', '1 ms']],
    [600, ['0 ms', '100 ms', '200 ms', '300 ms', '400 ms', '500 ms', '600 ms']],
    [9_000, ['0 ms', '2 s', '4 s', '6 s', '8 s']],
    [2_500, ['0 ms', '500 ms', '1 s', '1.5 s', '2 s', '2.5 s']],
  ])('of %d ms has a time axis in round steps', (endMs, labels) => {
    expect(texts(drawn({ endMs })).slice(0, labels.length)).toEqual(labels);
    expect(texts(drawn({ endMs }))[labels.length]).toBe('Arrived');
  });

  it('names how it is read, and a silence where there is room for its length', () => {
    expect(texts(drawn({}))).toContain('as received');
    const svg = drawn({
      chunkSize: 1024,
      gaps: [
        { fromMs: 100, toMs: 350 },
        { fromMs: 400, toMs: 410 },
      ],
    });
    expect(texts(svg)).toContain('1024 bytes');
    expect(texts(svg)).toContain('250 ms');
    expect(texts(svg)).not.toContain('10 ms');
    expect(svg.match(/fill-opacity="0.16"/g)).toHaveLength(2);
  });

  it('draws no more marks than can be told apart', () => {
    const arrived = Array.from({ length: 3_000 }, (_, i) => i / 5);
    expect(drawn({ arrived, seen: [] }).match(/v26/g)).toHaveLength(1_000);
  });
});

describe('the picture of a report', () => {
  const report = (blocks: Report['sections'][number]['blocks']): Report => ({
    title: 'T',
    lead: [],
    sections: [{ id: 's', title: 's', blocks }],
  });

  it('has its differences and streams below each other, on paper, and else the title alone', () => {
    const alone = pictureOf(report([{ kind: 'paragraph', content: ['x'] }]));
    expect(texts(alone)).toEqual(['T']);
    expect(alone).toContain('viewBox="0 0 640 56"');
    const both = pictureOf(
      report([
        { kind: 'diff', alt: 'd', lines: [{ sign: '-', number: 1, text: 'a' }] },
        { kind: 'stream', alt: 's', picture },
      ]),
    );
    // A line of a difference is 31 pixels high with its paper, a stream 150; 20 between them.
    expect([...both.matchAll(/<svg x="20" y="(\d+)"/g)].map(([, top]) => top)).toEqual(['56', '107']);
    expect(both).toContain('viewBox="0 0 940 277"');
    expect(both).not.toContain('var(--');
  });
});
