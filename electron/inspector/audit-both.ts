import type { AuditEvent, AuditResult } from '../../shared/contract/audit.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Services } from './services.ts';

/** The matrix of a profile beside that of another. */
const beside = (one: AuditResult, other: AuditResult): AuditResult => ({
  ...one,
  against: other.profile,
  rows: one.rows.map((row, i) => ({ ...row, against: other.rows[i]?.cells ?? [] })),
});

type Next = { readonly at: number; readonly event: AuditEvent | null };

/**
 * The leak matrix of a profile, beside that of another where one is asked for: both are computed at once, each on a
 * thread of its own. Tells how far it is, and what is there of both as it comes.
 */
export async function* auditBoth(
  work: Services['work'],
  profile: ProfileId,
  against: ProfileId | null,
  signal: AbortSignal,
): AsyncGenerator<AuditEvent> {
  const asked = against === null ? [profile] : [profile, against];
  const streams = asked.map((one) => work.run({ kind: 'audit', profile: one, against: null }, signal));
  const next = async (at: number): Promise<Next> => {
    const read = await streams[at]?.next();
    return { at, event: read && !read.done ? (JSON.parse(read.value) as AuditEvent) : null };
  };
  const done = asked.map(() => 0);
  const results: (AuditResult | null)[] = asked.map(() => null);
  const whole = new Set<number>();
  const waiting = new Map(asked.map((_, at) => [at, next(at)]));
  try {
    while (waiting.size > 0) {
      const { at, event } = await Promise.race(waiting.values());
      if (!event) {
        waiting.delete(at);
        continue;
      }
      waiting.set(at, next(at));
      if (event.type === 'progress') {
        done[at] = event.done;
        const sum = done.reduce((all, one) => all + one, 0);
        yield { type: 'progress', done: sum, total: event.total * asked.length };
        continue;
      }
      results[at] = event.result;
      if (event.type === 'result') whole.add(at);
      const [one, other] = results;
      if (one)
        yield {
          type: whole.size === asked.length ? 'result' : 'part',
          result: other ? beside(one, other) : one,
        };
    }
  } finally {
    for (const stream of streams) void stream.return(undefined);
  }
}
