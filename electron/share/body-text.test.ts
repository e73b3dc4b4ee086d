import { expect, test } from 'vitest';
import { packedBody } from '../../shared/share/file/shared-exchange.ts';
import { contentOf } from '../../shared/share/har.ts';
import { nodeContentOf, nodePackedBody } from './body-text.ts';

const bytes = (...list: readonly number[]): Uint8Array => Uint8Array.from(list);

test.each([
  ['nothing', bytes()],
  ['text', Buffer.from('a „b“ 😀')],
  ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61)],
  ['a byte order mark in two', bytes(0xef, 0xbb)],
  ['a surrogate', bytes(0xed, 0xa0, 0x80)],
  ['more bytes than it takes', bytes(0xc0, 0x80)],
  ['a cut letter', Buffer.from('aß').subarray(0, 2)],
  ['a zero', bytes(0, 0, 0x61)],
  ['a view into more', Buffer.from('xx\xffyyy', 'latin1').subarray(2, 4)],
])('%s stands in a log and in a share file as it does anywhere', (_, body) => {
  expect(nodeContentOf(body)).toEqual(contentOf(body));
  expect(nodePackedBody(body, 9)).toEqual(packedBody(body, 9));
});
