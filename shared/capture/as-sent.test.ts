import { expect, it } from 'vitest';
import { asSent } from './as-sent.ts';

const CAME = { model: 'one', body: '{"a":1,"b":{"c":2}}', headers: [['x', 'y']] } as const;

it.each([
  ['nothing, where it went on as it came', [], CAME],
  [
    'members that rules set and took out, in their order',
    [
      { kind: 'member', member: 'b.c', json: '3' },
      { kind: 'member', member: 'a', json: null },
    ],
    { ...CAME, body: '{"b":{"c":3}}' },
  ],
  [
    'body, model and headers of a held call',
    [
      { kind: 'body', text: '{"a":' },
      { kind: 'model', model: 'two' },
      { kind: 'headers', headers: [] },
    ],
    { model: 'two', body: '{"a":', headers: [] },
  ],
  ['a rule that finds no object', [{ kind: 'member', member: 'a.b', json: '1' }], CAME],
] as const)('a request as it went on has %s', (_what, changes, sent) => {
  const delayed = { kind: 'delayed', what: 'Later.' } as const;
  expect(asSent(CAME, [delayed, { kind: 'edited', what: 'Edited.', changes }])).toEqual(sent);
});
