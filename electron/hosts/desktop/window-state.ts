import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Screen coordinates and sizes, device-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** `null` leaves the place to the window manager. */
  readonly place: { readonly x: number; readonly y: number } | null;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export const SMALLEST = { width: 1100, height: 700 } as const;
const FIRST: WindowState = { place: null, width: 1440, height: 900, maximized: false };

type Saved = Area & Pick<WindowState, 'maximized'>;

/** By hand: a library for it would be most of what a start reads before the window is asked for. */
function isSaved(value: unknown): value is Saved {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximized } = value as Readonly<Partial<Record<keyof Saved, unknown>>>;
  const sizes = [width, height].every((size) => Number.isSafeInteger(size) && Number(size) > 0);
  return [x, y].every(Number.isSafeInteger) && sizes && typeof maximized === 'boolean';
}

/** Pixels of a window that have to lie on a display for it to be found again. */
const GRIP = 100;

const isReachable = (window: Area, display: Area): boolean =>
  window.x + window.width >= display.x + GRIP &&
  window.x <= display.x + display.width - GRIP &&
  window.y >= display.y &&
  window.y <= display.y + display.height - GRIP;

/**
 * How the window was when it was last closed. A missing or unreadable file means the first size;
 * a place that no connected display shows any more is dropped.
 *
 * @param displays the work areas of all displays
 */
export function readWindowState(file: string, displays: readonly Area[]): WindowState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return FIRST;
  }
  const saved = parseJson(text);
  if (!isSaved(saved)) return FIRST;
  const { x, y, maximized } = saved;
  const width = Math.max(saved.width, SMALLEST.width);
  const height = Math.max(saved.height, SMALLEST.height);
  const reachable = displays.some((display) => isReachable({ x, y, width, height }, display));
  return { place: reachable ? { x, y } : null, width, height, maximized };
}

/** Remembers the window's normal (not maximized) bounds. Failing to write loses only the memory. */
export function writeWindowState(file: string, bounds: Area, maximized: boolean): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...bounds, maximized }));
  } catch (error) {
    console.error(`The window's place could not be saved: ${String(error)}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
