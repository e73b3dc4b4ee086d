import type { SendFailure } from '../../shared/contract/sending.ts';

/** Why a send failed, as the window shows it. */
export const failure = (
  origin: SendFailure['origin'],
  type: string,
  message: string,
  hint: string,
  rest: Partial<Pick<SendFailure, 'status' | 'requestId'>> = {},
): SendFailure => ({ origin, type, message, hint, status: null, requestId: null, ...rest });
