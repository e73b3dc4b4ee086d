import type { Job } from './job.ts';

/** The session that a job belongs to: its worker remembers what was asked before. Null for a job by itself. */
export function sessionOf(job: Job): string | null {
  switch (job.kind) {
    case 'inspect-next':
    case 'conversation':
      return job.question.session;
    case 'redact':
      return job.session ?? null;
    default:
      return null;
  }
}
