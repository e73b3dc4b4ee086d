import { beforeEach, describe, expect, it, vi } from 'vitest';

let steps: typeof import('./steps.ts');
beforeEach(async () => {
  vi.resetModules();
  steps = await import('./steps.ts');
});
const stepOf = (pointer: string) => steps.stepOf(pointer);
const childOf = (pointer: string, segment: string | number) => steps.childOf(pointer, segment);

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
    expect(stepOf(made)?.around).toBe(stepOf('/list/3'));
  });

  it('is not kept in long lists or where it is long', () => {
    for (let i = 0; i < 3_000; i++) expect(childOf('/many', i)).toBe(`/many/${i}`);
    expect(stepOf('/many/2999')).toBeNull();
    const long = childOf('/many', 'x'.repeat(1_000));
    expect(childOf(long, 'in/it')).toBe(`${long}/in~1it`);
    expect(stepOf(childOf(long, 'in/it'))).toBeNull();
  });

  it('is right or none where more came than are kept, and is there again for what is asked for after that', () => {
    const wrong: string[] = [];
    for (let i = 0; i < 30; i++)
      for (let j = 0; j < 60; j++)
        for (let k = 0; k < 20; k++) {
          const step = stepOf(`/all/${i}/k${j}/${k}`);
          if (step && (step.index !== k || step.around?.key !== `k${j}`)) wrong.push(step.pointer);
        }
    expect(wrong).toEqual([]);
    let asked = 0;
    while (!stepOf('/wanted/7') && asked < 3_000_000) asked++;
    expect(asked).toBeGreaterThan(1_000);
    expect(stepOf('/wanted/7')).toMatchObject({ index: 7, around: { key: 'wanted' } });
  });

  it('is found in whatever order it is asked for: same, next, as before, and otherwise', () => {
    const pointers = Array.from({ length: 300 }, (_, i) => [`/list/${i}`, `/list/${i}/text`]).flat();
    const orders = [pointers, [...pointers].reverse(), pointers.filter((_, i) => i % 2 === 0), pointers];
    for (const order of orders)
      for (const pointer of order)
        for (let time = 0; time < 2; time++) expect(stepOf(pointer)?.pointer).toBe(pointer);
  });

  it('an item is told by a number or its digits; what is no index is a member', () => {
    expect(childOf('/list', 7)).toBe('/list/7');
    expect(stepOf('/list/7')).toMatchObject({ index: 7, key: '7' });
    expect(stepOf(childOf('/list', 1.5))).toMatchObject({ index: -1, key: '1.5' });
    expect(stepOf(childOf('/list', -1))).toMatchObject({ index: -1, key: '-1' });
    for (let i = 0; i < 20; i++) childOf('/list', `m${i}`);
    expect(stepOf('/list/m0')).toMatchObject({ key: 'm0', index: -1 });
    expect(stepOf('/list/m19')).toBe(stepOf(childOf('/list', 'm19')));
  });
});
