import { create } from 'zustand';
import { recall, remember, storage } from './remembered.ts';

interface LimitsState {
  /** How long the other side may be silent before a send fails, milliseconds. */
  readonly silenceMs: number;
}

/** What a limit may be, seconds. */
export const SILENCE_S = { least: 1, most: 3600, first: 600 } as const;

const KEY = 'strata.silence';
const AREA = storage('local');

const isSilence = (value: unknown): value is number =>
  typeof value === 'number' && value >= SILENCE_S.least * 1000 && value <= SILENCE_S.most * 1000;

export const useLimits = create<LimitsState>(() => ({
  silenceMs: recall<number>(AREA, KEY, SILENCE_S.first * 1000, isSilence),
}));

/** Sets how long the other side may be silent, seconds; other values than 1 to 3600 change nothing. It holds for the next send. */
export function chooseSilence(seconds: number): void {
  const silenceMs = Math.round(seconds * 1000);
  if (!isSilence(silenceMs)) return;
  remember(AREA, KEY, silenceMs);
  useLimits.setState({ silenceMs });
}
