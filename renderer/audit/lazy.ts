import { onDemand } from '../ui/on-demand.tsx';

/** The audit. */
export const AuditView = onDemand(async () => (await import('./AuditView.tsx')).AuditView);
