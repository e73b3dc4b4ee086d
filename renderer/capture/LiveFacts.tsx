import { useLive } from './store.ts';

/** What the list of this session holds, for the status bar; beside the history it says so. */
export function LiveFacts() {
  const rows = useLive((state) => state.rows);
  const kept = useLive((state) => state.kept);
  const calls = useLive((state) => state.capture?.calls ?? 0);
  const errors = rows.filter(({ status, state }) => (status ?? 0) >= 400 || state === 'failed').length;
  const leaked = rows.filter(({ flags }) => flags.some(({ kind }) => kind === 'leaked')).length;
  const running = rows.filter(({ state }) => state === 'open').length;
  return (
    <>
      {kept && <span>This session:</span>}
      <span>{errors === 1 ? '1 error' : `${errors} errors`}</span>
      <span>{leaked} leaked</span>
      {running > 0 && <span>{running} running</span>}
      <span>
        {rows.length} listed of {calls} captured
      </span>
    </>
  );
}
