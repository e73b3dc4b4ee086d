import type { Problem, Verdict } from './problem.ts';

export const accepted = (problems: readonly Problem[] = []): Verdict => ({
  status: 200,
  errorType: '',
  message: '',
  problems,
});

/** A 400 with the text of `{"message": …}`. */
export const refused = (
  message: string,
  problems: readonly Problem[],
  errorType = 'ValidationException',
): Verdict => ({ status: 400, errorType, message, problems });

/** A refusal that has one cause, which is its own explanation. */
export function refusedFor(
  message: string,
  cause: Pick<Problem, 'why' | 'source'> & Partial<Problem>,
  errorType?: string,
): Verdict {
  const problem: Problem = {
    pointer: '',
    key: null,
    severity: 'error',
    message,
    confirmed: true,
    fixes: [],
    ...cause,
  };
  return refused(message, [problem], errorType);
}
