import { onDemand } from '../ui/on-demand.tsx';

/** The forms of "Copy as", with the writers of all of them. */
export const CopyForms = onDemand(async () => (await import('./CopyForms.tsx')).CopyForms);
