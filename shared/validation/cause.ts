import { evidenceOf, type Source } from './evidence.ts';
import type { Answer } from './native.ts';

/** One cause that is its own explanation. */
export const cause = (message: string, why: string, source: Source, rest: Partial<Answer> = {}): Answer => ({
  message,
  problems: [
    {
      pointer: '',
      key: null,
      severity: 'error',
      message,
      why,
      evidence: evidenceOf(source, true),
      confirmed: true,
      fixes: [],
    },
  ],
  ...rest,
});
