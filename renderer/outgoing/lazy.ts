import { onDemand } from '../ui/on-demand.tsx';

/** The forms of "Copy as", with the writers of all of them. */
export const CopyForms = onDemand(async () => (await import('./CopyForms.tsx')).CopyForms);

/** Why nothing is sent, in place of a body. */
export const NothingSent = onDemand(async () => (await import('./NothingSent.tsx')).NothingSent);

/** The headers of the outgoing request. */
export const Headers = onDemand(async () => (await import('./Headers.tsx')).Headers);
