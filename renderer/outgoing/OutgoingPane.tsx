import { useMemo } from 'react';
import { Panel } from 'react-resizable-panels';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { PROFILES } from '../../shared/pipeline/releases/profile.ts';
import { DiffView, JsonView } from '../code/lazy.tsx';
import type { Mark } from '../code/marks.ts';
import { StaleMark } from '../incoming/StaleMark.tsx';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { type Pointed, pointAt, useLink } from '../store/link.ts';
import { show, useView } from '../store/view.ts';
import { Empty } from '../ui/Empty.tsx';
import { Pane, PaneBody } from '../ui/Pane.tsx';
import { Border, Split } from '../ui/Split.tsx';
import { CopyAs } from './CopyAs.tsx';
import { Headers } from './Headers.tsx';
import { bodyTargets } from './linking.ts';
import { NothingSent } from './NothingSent.tsx';
import styles from './OutgoingPane.module.css';
import { pointerAt, spanOf } from './positions.ts';

const TABS = [
  { value: 'diff', label: 'Diff' },
  { value: 'body', label: 'Body' },
  { value: 'headers', label: 'Headers' },
] as const;

/** What reaches Bedrock. */
export function OutgoingPane() {
  const tab = useView((state) => state.outgoing);
  const view = useRouteView();
  return (
    <Split name="outgoing" vertical>
      <Panel id="body" minSize={160} className={styles.fill}>
        <Pane
          title="Outgoing body"
          tab={tab}
          tabs={TABS}
          onTab={(outgoing) => show({ outgoing })}
          mark={<StaleMark />}
          extra={<CopyAs />}
        >
          {TABS.map(({ value }) => (
            <PaneBody key={value} value={value}>
              {view ? <Content view={view} tab={value} /> : <Empty title="Nothing to send yet" />}
            </PaneBody>
          ))}
        </Pane>
      </Panel>
      <Border label="Height of the answer panel" vertical />
      <Panel id="problems" defaultSize="27%" minSize={84} className={styles.fill}>
        <ProblemsPanel />
      </Panel>
    </Split>
  );
}

function Content({ view, tab }: { readonly view: RouteView; readonly tab: 'diff' | 'body' | 'headers' }) {
  if (view.outcome.kind !== 'outgoing') return <NothingSent view={view} outcome={view.outcome} />;
  if (tab === 'headers') return <Headers outgoing={view.outcome.outgoing} />;
  return <Body view={view} bodyText={view.outcome.outgoing.bodyText} split={tab === 'diff'} />;
}

const NO_MARKS: readonly Mark[] = [];

interface BodyProps {
  readonly view: RouteView;
  readonly bodyText: string;
  readonly split: boolean;
}

function Body({ view, bodyText, split }: BodyProps) {
  const pointed = useLink((state) => state.pointed);
  const profile = useInspection((state) => state.asked?.profile ?? 'litellm-1.87');
  const problems = useMemo(() => problemMarks(view), [view]);
  const targets = useMemo(() => litPointers(view, pointed), [view, pointed]);
  const leftMarks = useMemo(
    () => [...problems, ...linkMarks(bodyText, targets)],
    [problems, bodyText, targets],
  );
  const filtered = view.filtered?.text ?? bodyText;
  const rightMarks = useMemo(() => linkMarks(filtered, targets), [filtered, targets]);
  const pointIn =
    (text: string) =>
    (offset: number | null): void => {
      const pointer = offset === null ? null : pointerAt(text, offset);
      pointAt(pointer ? { side: 'outgoing', pointer } : null);
    };
  if (!split) {
    return <JsonView label="Outgoing body" text={bodyText} marks={leftMarks} onPoint={pointIn(bodyText)} />;
  }
  const same = filtered === bodyText;
  return (
    <>
      <div className={styles.sides}>
        <span>{PROFILES[profile].label} · as sent</span>
        <span>Filtered · {filteredNote(view.filtered?.accepted ?? false, same)}</span>
      </div>
      <DiffView
        left={{ label: 'Body as sent', text: bodyText, marks: leftMarks }}
        right={{ label: 'Filtered body', text: filtered, marks: rightMarks }}
        onPoint={pointIn(bodyText)}
        onPointRight={pointIn(filtered)}
      />
    </>
  );
}

/** What the filtered body is: a body that cannot be mended by leaving parts out stays refused. */
function filteredNote(accepted: boolean, same: boolean): string {
  if (!accepted) return 'still refused';
  return same ? 'nothing to take out' : 'what Bedrock accepts';
}

const problemMarks = (view: RouteView): readonly Mark[] =>
  (view.verdict?.problems ?? []).flatMap(({ range, severity }) =>
    range ? [{ from: range.from, to: range.to, kind: severity }] : [],
  );

function litPointers(view: RouteView, pointed: Pointed | null): readonly string[] {
  if (!pointed) return NO_POINTERS;
  if (pointed.side === 'incoming') return bodyTargets(view, pointed.pointer);
  return pointed.pointer === '' ? NO_POINTERS : [pointed.pointer];
}

const NO_POINTERS: readonly string[] = [];

function linkMarks(text: string, pointers: readonly string[]): readonly Mark[] {
  if (pointers.length === 0) return NO_MARKS;
  return pointers.flatMap((pointer) => {
    const span = spanOf(text, pointer);
    return span ? [{ ...span, kind: 'link' as const }] : [];
  });
}
