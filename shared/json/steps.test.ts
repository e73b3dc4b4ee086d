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

  it('is made anew where more came than are kept', () => {
    const wrong: string[] = [];
    for (let i = 0; i < 60; i++)
      for (let j = 0; j < 60; j++)
        for (let k = 0; k < 20; k++) {
          const step = stepOf(`/all/${i}/k${j}/${k}`);
          if (step?.index !== k || step.around?.key !== `k${j}`) wrong.push(`/all/${i}/k${j}/${k}`);
        }
    expect(wrong).toEqual([]);
    expect(stepOf('/all/0/k0/7')).toMatchObject({ index: 7, around: { key: 'k0', around: { key: '0' } } });
  });
});
