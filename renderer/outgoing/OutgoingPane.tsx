import { Maximize2, Minimize2 } from 'lucide-react';
import { useMemo } from 'react';
import type { OutgoingView, RouteView } from '../../shared/contract/inspection.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { DEFAULT_PROFILE, type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { NARROW_AND_SHORT } from '../app/room.ts';
import { StaleMark } from '../incoming/StaleMark.tsx';
import { LinesView } from '../lines/LinesView.tsx';
import { indexOf, type Note } from '../lines/model.ts';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import { InstalledBar } from '../releases/lazy.tsx';
import { Timeline } from '../releases/Timeline.tsx';
import { useRouteView } from '../store/derived.ts';
import { isPastLiteLLM, useInspection } from '../store/inspection.ts';
import { useInstalled } from '../store/installed.ts';
import { type Pointed, pointAt, useLink } from '../store/link.ts';
import { show, useView } from '../store/view.ts';
import { Border } from '../ui/Border.tsx';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Pane, PaneBody } from '../ui/Pane.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { bytes } from '../ui/units.ts';
import { useMedia } from '../ui/useMedia.ts';
import { bodyNotes } from './body-notes.ts';
import { CopyAs } from './CopyAs.tsx';
import { Headers, NothingSent } from './lazy.ts';
import { bodyTargets } from './linking.ts';
import styles from './OutgoingPane.module.css';

const TABS = [
  { value: 'diff', label: 'Diff' },
  { value: 'body', label: 'Body' },
  { value: 'headers', label: 'Headers' },
] as const;

/** What reaches Bedrock. */
export function OutgoingPane() {
  const tab = useView((state) => state.outgoing);
  const wide = useView((state) => state.wideBody);
  const open = useView((state) => state.problemsOpen);
  const apart = useMedia(NARROW_AND_SHORT);
  return (
    <div className={styles.pane}>
      <Split name="outgoing" vertical>
        <Panel id="body" defaultSize="73%" minSize={160} className={styles.fill}>
          <Pane
            title="Outgoing body"
            tab={tab}
            tabs={TABS}
            onTab={(outgoing) => show({ outgoing })}
            mark={<StaleMark />}
            extra={
              <>
                <CopyAs />
                <Button
                  small
                  look="quiet"
                  aria-pressed={wide}
                  aria-label={wide ? 'Show all panes' : 'Give the body all the room'}
                  title={wide ? 'Show all panes' : 'Give the body all the room'}
                  onClick={() => show({ wideBody: !wide })}
                >
                  {wide ? <Minimize2 size={14} aria-hidden /> : <Maximize2 size={14} aria-hidden />}
                </Button>
              </>
            }
          >
            {TABS.map(({ value }) => (
              <PaneBody key={value} value={value}>
                <InstalledBar />
                <Content tab={value} />
              </PaneBody>
            ))}
          </Pane>
          <Timeline />
        </Panel>
        {open && !apart && (
          <>
            <Border label="Height of the answer panel" />
            <Panel id="problems" defaultSize="27%" minSize={84} className={styles.fill}>
              <ProblemsPanel />
            </Panel>
          </>
        )}
      </Split>
      {!open && !apart && <ProblemsPanel />}
    </div>
  );
}

/** It follows the request by itself: with each key of it the pane around would be drawn for nothing. */
function Content({ tab }: { readonly tab: 'diff' | 'body' | 'headers' }) {
  const view = useRouteView();
  if (!view) return <Empty title="Nothing to send yet" />;
  if (view.outcome.kind !== 'outgoing') return <NothingSent view={view} outcome={view.outcome} />;
  if (tab === 'headers') return <Headers outgoing={view.outcome.outgoing} />;
  return <Body view={view} outgoing={view.outcome.outgoing} split={tab === 'diff'} />;
}

interface BodyProps {
  readonly view: RouteView;
  readonly outgoing: OutgoingView;
  readonly split: boolean;
}

const pointOut = (pointer: Pointer | null): void =>
  pointAt(pointer === null || pointer === '' ? null : { side: 'outgoing', pointer });

function Body({ view, outgoing, split }: BodyProps) {
  const { bodyText, bodyBytes: wireBytes } = outgoing;
  const pointed = useLink((state) => state.pointed);
  const wanted = useLink((state) => state.goal);
  const profile = useInspection((state) => state.asked?.profile ?? DEFAULT_PROFILE);
  const sender = useInspection(isPastLiteLLM) ? 'Past LiteLLM' : profileOf(profile).label;
  const notes = useMemo(() => bodyNotes(view), [view]);
  const lit = useMemo(() => litPointers(view, pointed), [view, pointed]);
  const goal = useMemo(
    () => wanted && { call: wanted.call, pointers: litPointers(view, wanted) },
    [view, wanted],
  );
  const filtered = view.filtered?.text ?? bodyText;
  const left = useMemo(() => ({ label: 'Body as sent', text: bodyText, notes, lit }), [bodyText, notes, lit]);
  const right = useMemo(
    () => ({ label: 'Filtered body', text: filtered, notes: NO_NOTES, lit }),
    [filtered, lit],
  );
  const real = useRealBody();
  if (real !== null) return <RealBody real={real} model={bodyText} profile={profile} />;
  if (!split) return <LinesView left={left} right={null} folded={false} goal={goal} onPoint={pointOut} />;
  const same = filtered === bodyText;
  const unknown = view.filteredLater && view.filtered === null;
  return (
    <>
      <div className={styles.sides}>
        <span>
          <b>{sender}, as sent</b> {bytes(wireBytes)} · {linesOf(bodyText)}
        </span>
        <span>
          <b>Filtered, {filteredNote(view, same)}</b> {!unknown && linesOf(filtered)}
        </span>
      </div>
      {/* The body as sent must not stand there, and be copied, as the filtered one. */}
      {unknown ? (
        <LinesView left={left} right={null} folded={false} goal={goal} onPoint={pointOut} />
      ) : (
        <LinesView left={left} right={right} goal={goal} onPoint={pointOut} />
      )}
    </>
  );
}

/** What an installed LiteLLM sends, where it is to be shown; null otherwise. */
function useRealBody(): string | null {
  const answer = useInstalled((state) => (state.shown ? state.answer : null));
  return answer?.kind === 'answered' && answer.real.kind === 'sent' ? answer.real.bodyText : null;
}

interface RealBodyProps {
  readonly real: string;
  readonly model: string;
  readonly profile: ProfileId;
}

function RealBody({ real, model, profile }: RealBodyProps) {
  const { label } = profileOf(profile);
  return (
    <>
      <div className={styles.sides}>
        <span>
          <b>{label}, installed here</b> {linesOf(real)}
        </span>
        <span>
          <b>Strata’s model of it</b> {linesOf(model)}
        </span>
      </div>
      <LinesView
        left={{
          label: 'Body as the installed LiteLLM sends it',
          text: real,
          notes: NO_NOTES,
          lit: NO_POINTERS,
        }}
        right={{ label: 'Body as modelled', text: model, notes: NO_NOTES, lit: NO_POINTERS }}
      />
    </>
  );
}

const NO_NOTES: readonly Note[] = [];

const linesOf = (text: string): string => `${indexOf(text).count.toLocaleString('en')} lines`;

/** What the filtered body is: a body that cannot be mended by leaving parts out stays refused. */
function filteredNote({ filtered, filteredLater, verdict }: RouteView, same: boolean): string {
  if (filteredLater) return 'being worked out …';
  if (verdict?.kind === 'not-modelled') return 'not judged';
  if (!filtered?.accepted) return 'still refused';
  return same ? 'nothing to take out' : 'what Bedrock accepts';
}

function litPointers(view: RouteView, pointed: Pointed | null): readonly Pointer[] {
  if (!pointed) return NO_POINTERS;
  if (pointed.side === 'incoming') return bodyTargets(view, pointed.pointer);
  return pointed.pointer === '' ? NO_POINTERS : [pointed.pointer];
}

const NO_POINTERS: readonly Pointer[] = [];
