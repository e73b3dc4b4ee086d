import { expect, it } from 'vitest';
import { paintStrip } from './strip-painter.ts';

it('tells every other delivery by a slit, not by its colour alone', () => {
  const drawn: (readonly [what: string, left: number, width: number])[] = [];
  const context = {
    fillStyle: '',
    fillRect: (x: number, y: number, width: number) => y >= 50 && drawn.push([context.fillStyle, x, width]),
    clearRect: (x: number, _: number, width: number) => drawn.push(['slit', x, width]),
  };
  const sheet = { context, width: 404, height: 84, colour: (name: string) => name } as never;
  const line = { readTimes: Float64Array.of(10, 20, 30), endMs: 40 } as never;
  const timing = {
    delivery: Int32Array.of(0, 0, 1, 2),
    visibleMs: Float64Array.of(10, 10, 20, 30),
    deliveries: 3,
  } as never;
  paintStrip(sheet, line, timing);
  expect(drawn.slice(1)).toEqual([
    ['--bar-a', 101, 10],
    ['--bar-b', 201, 10],
    ['slit', 201, 10],
    ['--bar-a', 301, 10],
  ]);
});
