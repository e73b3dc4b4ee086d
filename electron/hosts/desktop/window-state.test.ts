import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from './window-state.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-window-'));
const file = path.join(dir, 'deep', 'window.json');
const display = { x: 0, y: 0, width: 1920, height: 1080 };
const bounds = { x: 200, y: 100, width: 1300, height: 800 };

afterAll(() => rmSync(dir, { recursive: true }));

describe('window state', () => {
  it('starts without a place where nothing is remembered', () => {
    expect(readWindowState(path.join(dir, 'none.json'), [display])).toMatchObject({
      place: null,
      maximized: false,
    });
  });

  it('comes back as it was closed', () => {
    writeWindowState(file, bounds, true);
    expect(readWindowState(file, [display])).toEqual({
      place: { x: 200, y: 100 },
      width: 1300,
      height: 800,
      maximized: true,
    });
  });

  it('forgets a place on a display that is gone, and keeps the size', () => {
    writeWindowState(file, { ...bounds, x: 2500 }, false);
    expect(readWindowState(file, [display])).toMatchObject({ place: null, width: 1300 });
    expect(readWindowState(file, [display, { ...display, x: 1920 }]).place).toEqual({ x: 2500, y: 100 });
  });

  it('never makes the window smaller than the layout allows', () => {
    writeWindowState(file, { ...bounds, width: 10, height: 10 }, false);
    expect(readWindowState(file, [display])).toMatchObject({ width: 1100, height: 700 });
  });

  const odd = { x: 1, y: 1, width: 1300, height: 800, maximized: false };
  it.each([
    '',
    '{',
    '[]',
    '{"x":"1"}',
    'null',
    ...[{ x: 1.5 }, { y: null }, { width: 0 }, { height: '800' }, { maximized: 1 }].map((one) =>
      JSON.stringify({ ...odd, ...one }),
    ),
  ])('starts anew from an unreadable file %j', (text) => {
    writeFileSync(file, text);
    expect(readWindowState(file, [display]).width).toBe(1440);
  });
});
