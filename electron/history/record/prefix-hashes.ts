import { createHash } from 'node:crypto';
import type { Asked } from '../../../shared/capture/said.ts';

/** The hash of the first message, of the first two, and so on: each stands for everything before it. */
export function prefixHashes({ turns }: Asked): readonly Buffer[] {
  let before = Buffer.alloc(0);
  return turns.map(({ key }) => {
    before = createHash('sha256').update(before).update(key).digest().subarray(0, 12);
    return before;
  });
}
