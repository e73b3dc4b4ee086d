import { describe, expect, it } from 'vitest';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import { partsOf } from './frame-parts.ts';

const frame = encodeFrame(eventHeaders('chunk'), new TextEncoder().encode('{"bytes":"eyJ9"}'));

describe('the parts of a frame', () => {
  it('are prelude, CRC, headers, payload, CRC without a gap', () => {
    const parts = partsOf(frame, 0, [], null);
    expect(parts.map(({ kind }) => kind)).toEqual(['length', 'length', 'crc', 'headers', 'payload', 'crc']);
    expect(parts.at(0)?.from).toBe(0);
    expect(parts.at(-1)?.to).toBe(frame.length);
    for (const [i, part] of parts.entries()) if (i > 0) expect(part.from).toBe(parts[i - 1]?.to);
  });

  it('shows where a chunk ends inside the frame', () => {
    const parts = partsOf(frame, 1000, [], 1024);
    const cut = parts.filter((part) => part.cut !== null);
    expect(cut.map(({ from, cut: kind }) => [from, kind])).toEqual([[24, 'chunk']]);
  });

  it('shows where a read ends inside the frame, and not at its borders', () => {
    const reads = [
      { bytes: 100, atMs: 1 },
      { bytes: 30, atMs: 2 },
      { bytes: frame.length - 30, atMs: 3 },
    ];
    const cut = partsOf(frame, 100, reads, null).filter((part) => part.cut !== null);
    expect(cut.map(({ from, cut: kind }) => [from, kind])).toEqual([[30, 'read']]);
  });

  it('takes a damaged frame as plain bytes', () => {
    expect(partsOf(new Uint8Array(5), 0, [], null)).toEqual([{ kind: 'payload', from: 0, to: 5, cut: null }]);
  });
});
