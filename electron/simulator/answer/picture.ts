import { deflateSync } from 'node:zlib';
import { crc32 } from '../../../shared/eventstream/crc32.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function part(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * A PNG of one colour, one bit a pixel, so that the largest takes little.
 * @param width pixels
 * @param height pixels
 * @param seed picks the colour
 */
export function picture(width: number, height: number, seed: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 3, 0, 0, 0], 8);
  const colour = Buffer.from([(seed * 67) & 0xff, (seed * 131) & 0xff, (seed * 197) & 0xff]);
  const row = 1 + Math.ceil(width / 8);
  const pixels = deflateSync(Buffer.alloc(row * height));
  return Buffer.concat([
    SIGNATURE,
    part('IHDR', head),
    part('PLTE', colour),
    part('IDAT', pixels),
    part('IEND', Buffer.alloc(0)),
  ]);
}
