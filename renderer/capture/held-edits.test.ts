import { describe, expect, test } from 'vitest';
import { asEdited } from './held-edits.ts';

describe('a held call goes on', () => {
  test('as it was edited, and in all else as it came', () => {
    expect(asEdited({ body: '{}' })).toEqual({
      kind: 'continue',
      bodyText: '{}',
      model: null,
      headers: null,
    });
    expect(asEdited({ headers: 'a: b' })).toMatchObject({ bodyText: null, headers: [['a', 'b']] });
  });

  test('with a model without the blanks that were copied with it', () => {
    expect(asEdited({ model: ' amazon.nova-lite-v1:0\n' })).toMatchObject({ model: 'amazon.nova-lite-v1:0' });
  });

  test.each([
    ['no model', { model: ' ' }],
    ['a line that is no header', { headers: 'x y z' }],
  ])('not with %s', (_, edit) => expect(asEdited(edit)).toBeNull());
});
