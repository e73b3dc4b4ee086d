import { create } from 'zustand';
import { recall, remember, storage } from './remembered.ts';

export const CONTRASTS = ['system', 'normal', 'high'] as const;
export const DENSITIES = ['compact', 'normal', 'roomy'] as const;

export interface Look {
  readonly contrast: (typeof CONTRASTS)[number];
  readonly density: (typeof DENSITIES)[number];
}

const KEY = 'strata.look';
const AREA = storage('local');
const FIRST: Look = { contrast: 'system', density: 'normal' };

const isLook = (value: unknown): value is Look =>
  typeof value === 'object' &&
  value !== null &&
  'contrast' in value &&
  'density' in value &&
  CONTRASTS.some((one) => one === value.contrast) &&
  DENSITIES.some((one) => one === value.density);

export const useLook = create<Look>(() => recall<Look>(AREA, KEY, FIRST, isLook));

export function chooseLook(change: Partial<Look>): void {
  useLook.setState(change);
  remember(AREA, KEY, useLook.getState());
}

const MORE = '(prefers-contrast: more)';

/** Puts contrast and density on the document, and follows the system's wish for contrast. Call once, before painting. */
export function applyLook(): void {
  const system = window.matchMedia(MORE);
  const apply = (): void => {
    const { contrast, density } = useLook.getState();
    const isHigh = contrast === 'system' ? system.matches : contrast === 'high';
    document.documentElement.dataset.contrast = isHigh ? 'high' : 'normal';
    document.documentElement.dataset.density = density;
  };
  apply();
  system.addEventListener('change', apply);
  useLook.subscribe(apply);
}
