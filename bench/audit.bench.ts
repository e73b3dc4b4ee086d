import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { WORKER_MEMORY } from '../electron/inspector/work/workshop.ts';
import { AUDIT_COLUMNS } from '../shared/pipeline/audit/columns.ts';
import { AUDIT_KEYS } from '../shared/pipeline/audit/keys.ts';
import { auditMatrix } from '../shared/pipeline/audit/matrix.ts';
import { auditCell } from '../shared/pipeline/audit/one-key.ts';
import type { ProfileId } from '../shared/pipeline/releases/profile.ts';
import { processorTime } from './pairs.ts';

/**
 * The leak matrix of two releases, as the window asks for it: each on a thread that has just begun, so that nothing is
 * compiled yet. Beside it the same cells one by one.
 */
const PROFILES: readonly ProfileId[] = ['litellm-1.87', 'litellm-1.109'];

function timed(work: () => unknown): number {
  const before = processorTime();
  work();
  return processorTime() - before;
}

const oneByOne = (profile: ProfileId): void => {
  for (const key of AUDIT_KEYS) for (const column of AUDIT_COLUMNS) auditCell(column, key, profile, null);
};

if (isMainThread) {
  const cells = AUDIT_KEYS.length * AUDIT_COLUMNS.length;
  console.log(
    `\nLeak matrix: ${AUDIT_KEYS.length} keys × ${AUDIT_COLUMNS.length} forms, ${cells} cells a release`,
  );
  for (let i = 0; i < 3; i++)
    await new Promise((resolve) =>
      new Worker(fileURLToPath(import.meta.url), { resourceLimits: WORKER_MEMORY }).once('exit', resolve),
    );
} else {
  const [cold, second] = PROFILES.map((profile) => timed(() => auditMatrix(profile, AUDIT_KEYS)));
  const again = timed(() => auditMatrix('litellm-1.87', AUDIT_KEYS));
  const apart = timed(() => oneByOne('litellm-1.87'));
  const ms = (time: number | undefined): string => `${(time ?? 0).toFixed(0)} ms`.padStart(8);
  console.log(
    `  two releases from nothing ${ms((cold ?? 0) + (second ?? 0))}  (${ms(cold)} and ${ms(second)})  one once more ${ms(again)}  cell by cell ${ms(apart)}`,
  );
}
