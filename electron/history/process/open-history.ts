import { randomBytes } from 'node:crypto';
import { History } from '../history.ts';
import { ownerName } from '../store/owners.ts';
import type { OpenStore } from './serve.ts';

/** Opens the store of a file for this process. */
export const openHistory: OpenStore = (options) => {
  try {
    const owner = ownerName(process.pid, randomBytes(6).toString('hex'));
    return { kind: 'open', history: new History({ ...options, owner }) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const sentence = `The history ${options.file} cannot be opened: ${why}. Nothing is kept until it can.`;
    return {
      kind: 'none',
      state: { kind: 'failed', sentence, file: options.file, exchanges: 0, bytes: 0 },
    };
  }
};
