import { onDemand } from '../ui/on-demand.tsx';

/** The settings of targets. */
export const TargetForm = onDemand(async () => (await import('./TargetForm.tsx')).TargetForm);

/** The themes to choose from. */
export const ThemeLayer = onDemand(async () => (await import('./ThemeLayer.tsx')).ThemeLayer);
