import { NO_USAGE } from '../recording/usage.ts';
import { type ExchangeRow, type ExchangeStart, NO_TIMINGS } from './exchange.ts';

const { requestMs: _, ...timings } = NO_TIMINGS;

/** What is listed of an exchange before anything but its start is known. */
export const JUST_OPENED: Omit<ExchangeRow, keyof ExchangeStart | 'number'> = {
  ...timings,
  state: 'open',
  status: null,
  error: '',
  requestId: null,
  trace: null,
  stopReason: null,
  usage: NO_USAGE,
  requestBytes: 0,
  responseBytes: 0,
  frames: 0,
  flags: [],
  release: null,
  pinned: false,
  title: '',
};
