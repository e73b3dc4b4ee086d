import { later } from '../ui/on-demand.tsx';
import type { SentSide } from './sending.ts';

const sending = later(() => import('./sending.ts'));

/** `sendRequest` of `sending.ts`, which is loaded apart: a window that was just opened sends nothing. */
export const sendRequest = async (side: SentSide | null = null, beside?: 'beside'): Promise<void> =>
  (await sending()).sendRequest(side, beside);

/** `cancelSend` of `sending.ts`. */
export const cancelSend = async (): Promise<void> => (await sending()).cancelSend();
