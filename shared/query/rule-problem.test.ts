import { describe, expect, test } from 'vitest';
import { problemOf } from './rule-problem.ts';

const hold = { kind: 'hold' } as const;

describe('a rule', () => {
  test.each([
    '',
    'model:claude route:converse',
    'not program:boto3 or asked:"tool use"',
    'size:>1mb last:15m is:preparation region:eu-central-1 parcel',
  ])('works whose filter asks for what the request tells: %s', (filter) =>
    expect(problemOf({ filter, action: hold })).toBe(''),
  );

  test.each([
    ['status:>=400', 'status'],
    ['model:claude (ttft:>2s or took:>9s)', 'first-token'],
    ['not status:200', 'status'],
    ['leaked:stream_chunk_size', 'leaked'],
    ['flag:held is:running', 'held'],
    ['is:streamed', 'is:streamed'],
    ['answered:sorry', 'answered'],
    ['stop:any', 'stop'],
  ])('does nothing, and says so, that asks for what only an answer tells: %s', (filter, name) =>
    expect(problemOf({ filter, action: hold })).toContain(`no request tells ${name},`),
  );

  test('does nothing whose filter or value is half written', () => {
    expect(problemOf({ filter: 'model:(', action: hold })).toContain('until its filter is understood');
    const action = { kind: 'rewrite', member: 'a', json: '{"a' } as const;
    expect(problemOf({ filter: '', action })).toContain('is no JSON');
  });
});
