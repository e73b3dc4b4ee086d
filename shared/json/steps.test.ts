import { describe, expect, it } from 'vitest';
import { childOf, stepOf } from './steps.ts';

describe('a pointer taken apart', () => {
  it.each([
    ['', 0, '', -1],
    ['/messages', 1, 'messages', -1],
    ['/messages/12', 2, '12', 12],
    ['/messages/012', 2, '012', -1],
    ['/messages/1234567890', 2, '1234567890', -1],
    ['/a~1b/m~0n', 2, 'm~n', -1],
    ['/a~1b', 1, 'a/b', -1],
    ['/~01', 1, '~1', -1],
    ['/', 1, '', -1],
    ['/a//b', 3, 'b', -1],
    ['/__proto__/constructor', 2, 'constructor', -1],
  ] as const)('%j', (pointer, depth, key, index) => {
    expect(stepOf(pointer)).toMatchObject({ pointer, depth, key, index });
  });

  it('is one and the same, however it was made', () => {
    const made = childOf(childOf(childOf('', 'list'), 3), 'a/b');
    expect(made).toBe('/list/3/a~1b');
    expect(stepOf('/list/3/a~1b')).toBe(stepOf(made));
    expect(stepOf(childOf('/list', '3'))).toBe(stepOf(childOf('/list', 3)));
    expect(stepOf(made).around).toBe(stepOf('/list/3'));
  });

  it('is what it is where there are more, or longer ones, than are kept', () => {
    for (let i = 0; i < 3_000; i++) expect(stepOf(childOf('/many', i))).toMatchObject({ index: i, depth: 2 });
    const long = 'x'.repeat(1_000);
    expect(stepOf(childOf(childOf('/many', long), 'in/it'))).toMatchObject({ key: 'in/it', depth: 3 });
    for (let i = 0; i < 80; i++)
      for (let j = 0; j < 900; j++) expect(childOf(childOf('/all', i), `k${j}`)).toBe(`/all/${i}/k${j}`);
    expect(stepOf('/all/0/k0')).toMatchObject({ key: 'k0', around: { key: '0', around: { key: 'all' } } });
  });
});
