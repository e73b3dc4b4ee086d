import { expect, test } from 'vitest';
import type { HeaderList } from './exchange.ts';
import { traceOf } from './trace-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const found = { traceId: TRACE, parentId: SPAN };
const zeros = (length: number): string => '0'.repeat(length);

test.each<readonly [string, HeaderList, ReturnType<typeof traceOf>]>([
  ['W3C’s header, in whatever case', [['TraceParent', `00-${TRACE}-${SPAN}-01`]], found],
  ['one that is not sampled', [['traceparent', `00-${TRACE}-${SPAN}-00`]], found],
  ['a later version with more members', [['traceparent', `01-${TRACE}-${SPAN}-01-more`]], found],
  ['more members in the first version', [['traceparent', `00-${TRACE}-${SPAN}-01-more`]], null],
  ['version ff, which is none', [['traceparent', `ff-${TRACE}-${SPAN}-01`]], null],
  ['a trace of zeros', [['traceparent', `00-${zeros(32)}-${SPAN}-01`]], null],
  ['a span of zeros', [['traceparent', `00-${TRACE}-${zeros(16)}-01`]], null],
  ['capitals, which the standard forbids', [['traceparent', `00-${TRACE.toUpperCase()}-${SPAN}-01`]], null],
  [
    'two headers that differ',
    [
      ['traceparent', `00-${TRACE}-${SPAN}-01`],
      ['traceparent', `00-${TRACE}-${SPAN}-00`],
    ],
    null,
  ],
  [
    'X-Ray’s header',
    [['X-Amzn-Trace-Id', `Root=1-${TRACE.slice(0, 8)}-${TRACE.slice(8)};Parent=${SPAN};Sampled=1`]],
    found,
  ],
  [
    'X-Ray’s trace alone',
    [['x-amzn-trace-id', `Self=1-2; Root=1-${TRACE.slice(0, 8)}-${TRACE.slice(8)}`]],
    { traceId: TRACE, parentId: null },
  ],
  ['none', [['x-other', TRACE]], null],
])('%s', (_what, headers, expected) => {
  expect(traceOf(headers)).toEqual(expected);
});
