import { type ReactNode, useMemo } from 'react';
import type { LocatedProblem, RouteView } from '../../shared/contract/inspection.ts';
import { countMattering } from '../../shared/losses/group.ts';
import { LiveFacts } from '../capture/LiveFacts.tsx';
import { problemCount } from '../problems/problem-count.ts';
import { leaveComparison } from '../store/compared.ts';
import { useConnection } from '../store/connection.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { goTo } from '../store/link.ts';
import { useRequest } from '../store/request.ts';
import { useSimulator } from '../store/simulator.ts';
import { editRequest, show, useView } from '../store/view.ts';
import { useWorkspace } from '../store/workspace.ts';
import { Bar } from '../ui/Bar.tsx';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import { bytes, milliseconds } from '../ui/units.ts';
import styles from './StatusBar.module.css';

/** One line of facts about what is on the screen and about the host. */
export function StatusBar() {
  const screen = useView((state) => state.screen);
  const target = useRequest((state) => state.target.kind);
  const settings = useSimulator((state) => state.settings);
  const host = useConnection((state) => state.host);
  return (
    <Bar as="footer" className={styles.bar}>
      {screen === 'request' && <RequestFacts />}
      {screen === 'live' && <LiveFacts />}
      {screen === 'audit' && <span>Computed by the pipeline itself, on this machine</span>}
      <span className={styles.right}>
        {screen === 'request' && <Kept />}
        {screen === 'request' && <Times />}
        {target === 'simulator' && settings && (
          <span className={styles.rate}>
            simulator: {settings.tokensPerSecond} tokens/s{settings.collected && ', collected'}
          </span>
        )}
        {host && (
          <button
            type="button"
            className={styles.host}
            aria-haspopup="dialog"
            title={`${host.reason}. About Strata and third-party notices`}
            onClick={() => show({ about: true })}
          >
            {host.kind} {host.version}
          </button>
        )}
      </span>
    </Bar>
  );
}

function toLosses(view: RouteView | null): void {
  leaveComparison();
  const first = view?.losses[0];
  show({ answerFilter: 'losses', problemsOpen: true });
  if (first) goTo({ side: 'incoming', pointer: first.pointer });
}

function toProblems(view: RouteView | null): void {
  leaveComparison();
  const first = view?.verdict?.problems[0];
  show({ answerFilter: 'problems', problemsOpen: true });
  if (first) goTo({ side: 'outgoing', pointer: first.pointer });
}

function toBody(): void {
  leaveComparison();
  show({ outgoing: 'body' });
}

function RequestFacts() {
  const view = useRouteView();
  const unreadable = useInspection((state) => state.problems.length);
  const busy = useInspection((state) => state.busy);
  const losses = view?.losses.length ?? 0;
  const matter = useMemo(() => (view ? countMattering(view) : 0), [view]);
  const outgoing = view?.outcome.kind === 'outgoing' ? view.outcome.outgoing : null;
  const unsent = view && view.outcome.kind !== 'outgoing' ? view.outcome.kind : null;
  const verdict = view?.verdict;
  return (
    <>
      {(unreadable > 0 || unsent || verdict) && (
        <button
          type="button"
          className={styles.to}
          onClick={() => (unreadable > 0 ? editRequest() : toProblems(view))}
        >
          <Verdict
            unreadable={unreadable}
            unsent={unsent}
            problems={verdict?.problems ?? null}
            kind={verdict?.kind ?? null}
          />
        </button>
      )}
      {losses > 0 && (
        <button type="button" className={cx(styles.to, styles.warn)} onClick={() => toLosses(view)}>
          {losses} silent {losses === 1 ? 'loss' : 'losses'}
          {matter !== losses && `, ${matter} matter`}
        </button>
      )}
      {busy && <span role="status">reading the request …</span>}
      {outgoing && (
        <button type="button" className={styles.to} onClick={toBody}>
          body {bytes(outgoing.bodyBytes)}
        </button>
      )}
      {outgoing && (
        <span className={styles.path} title={shown(`${outgoing.method} ${outgoing.path}`)}>
          {outgoing.method} {shown(outgoing.path)}
        </span>
      )}
    </>
  );
}

/** Whether what was typed is on disk. */
function Kept() {
  const keptAt = useWorkspace((state) => state.keptAt);
  const pending = useWorkspace((state) => state.pending);
  const failed = useWorkspace((state) => state.failed);
  if (failed) return <span className={styles.warn}>draft not kept: the host could not write it</span>;
  if (pending) return <span className={styles.kept}>keeping the draft …</span>;
  return (
    keptAt && <span className={styles.kept}>draft kept {keptAt.toLocaleTimeString('en-GB').slice(0, 5)}</span>
  );
}

function Times() {
  const view = useRouteView();
  if (!view) return null;
  return (
    <span className={styles.times}>
      transform {milliseconds(view.transformMs)} · validate {milliseconds(view.validateMs)}
    </span>
  );
}

const UNSENT = {
  refused: 'refused by LiteLLM',
  crashed: 'LiteLLM crashes',
  invalid: 'cannot be sent',
} as const;

interface VerdictProps {
  readonly unreadable: number;
  /** Why nothing is sent. */
  readonly unsent: 'refused' | 'crashed' | 'invalid' | null;
  readonly problems: readonly LocatedProblem[] | null;
  readonly kind: 'accepted' | 'refused' | 'not-modelled' | null;
}

function Verdict({ unreadable, unsent, problems, kind }: VerdictProps): ReactNode {
  if (unreadable > 0) return <span className={cx(styles.verdict, styles.warn)}>not readable</span>;
  if (unsent) return <span className={cx(styles.verdict, styles.bad)}>{UNSENT[unsent]}</span>;
  if (problems === null) return null;
  if (kind === 'not-modelled') return <span className={cx(styles.verdict, styles.warn)}>not modelled</span>;
  if (kind === 'accepted' && problems.length === 0)
    return <span className={cx(styles.verdict, styles.ok)}>no problems</span>;
  return (
    <span className={cx(styles.verdict, kind === 'refused' ? styles.bad : styles.warn)}>
      {problems.length === 0 ? '1 problem' : problemCount(problems)}
    </span>
  );
}
