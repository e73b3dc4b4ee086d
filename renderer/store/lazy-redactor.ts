import { later } from '../ui/on-demand.tsx';

/** What takes secrets out of a text; it is loaded apart, since nothing leaves a window that was just opened. */
export const loadRedactor = later(async () => (await import('./redactor.ts')).redactor);
