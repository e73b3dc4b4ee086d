import { useEffect, useMemo, useState } from 'react';
import { Guard } from '../app/Guard.tsx';
import { useGrouping } from '../calls/grouping.ts';
import { Compare, HistoryView } from '../history/lazy.ts';
import { Border } from '../ui/Border.tsx';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { ExchangePanel } from './ExchangePanel.tsx';
import { FilterBar } from './FilterBar.tsx';
import { readFilter } from './filter.ts';
import { isConversationKey, linesOf } from './group.ts';
import { continueFirst } from './held-edits.ts';
import { LiveList } from './LiveList.tsx';
import styles from './LiveView.module.css';
import type { Opened } from './opened.ts';
import { PathBar } from './PathBar.tsx';
import { sorted } from './sort.ts';
import { pauseRows, showConnect, startCapture, useLive } from './store.ts';

/** The calls of running programs, as they happen. */
export function LiveView() {
  const rows = useLive((state) => state.rows);
  const filter = useLive((state) => state.filter);
  const sort = useLive((state) => state.sort);
  const turned = useLive((state) => state.turned);
  const grouped = useGrouping((state) => state.grouped) && sort.by === 'time';
  const opened = useLive((state) => state.opened);
  const [preparation, setPreparation] = useState(false);
  const read = useMemo(() => readFilter(filter, Date.now()), [filter]);
  const lines = useMemo(
    () =>
      linesOf(sorted(rows, sort), {
        isOpen: (key) => isConversationKey(key) === turned.has(key),
        passes: read.passes,
        preparation,
        grouped,
      }),
    [rows, sort, turned, read, preparation, grouped],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F9') return;
      event.preventDefault();
      continueFirst();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const kept = useLive((state) => state.kept);
  const hidden = rows.filter((row) => row.preparation).length;
  return (
    <main className={styles.view} aria-label="Live">
      <PathBar />
      {kept ? (
        <HistoryView lead={<Which />} />
      ) : (
        <>
          <FilterBar
            lead={<Which />}
            shown={lines.reduce((sum, { level, turns }) => sum + (level === 1 ? Math.max(1, turns) : 0), 0)}
            preparation={preparation}
            hidden={hidden}
            onPreparation={setPreparation}
          />
          <div className={styles.body}>
            <Split name="live" vertical>
              <Panel id="list" className={styles.fill} defaultSize="58%" minSize={120}>
                {rows.length === 0 ? (
                  <Nothing />
                ) : lines.length === 0 ? (
                  <NothingListed filtered={filter.trim() !== ''} onPreparation={() => setPreparation(true)} />
                ) : (
                  <LiveList lines={lines} />
                )}
              </Panel>
              {opened && (
                <>
                  <Border label="Height of the exchange" />
                  <Panel id="exchange" className={styles.fill} defaultSize="42%" minSize={140}>
                    <Guard name="The exchange">
                      <Chosen opened={opened} />
                    </Guard>
                  </Panel>
                </>
              )}
            </Split>
          </div>
        </>
      )}
    </main>
  );
}

/** The chosen call, or that beside the one it is compared with. */
function Chosen({ opened }: { readonly opened: Opened }) {
  const comparing = useLive((state) => state.comparing);
  const { row } = opened.exchange;
  if (comparing === null || comparing.id === row.id) return <ExchangePanel opened={opened} />;
  return (
    <Compare
      left={comparing}
      right={row}
      title="Comparison"
      onClose={() => useLive.setState({ comparing: null })}
    />
  );
}

/** What is listed: the calls of this session as they happen, or all that were kept. */
function Which() {
  const kept = useLive((state) => state.kept);
  return (
    <Segmented
      label="Which calls"
      value={kept ? 'kept' : 'session'}
      options={[
        { value: 'session', label: 'This session' },
        { value: 'kept', label: 'History', title: 'Everything that was captured and sent, over restarts' },
      ]}
      onChange={(value) => useLive.setState({ kept: value === 'kept', selected: null, opened: null })}
    />
  );
}

interface NothingListedProps {
  readonly filtered: boolean;
  readonly onPreparation: () => void;
}

/** What stands in place of the list where no call passes the filter, or all that came are folded. */
function NothingListed({ filtered, onPreparation }: NothingListedProps) {
  return filtered ? (
    <Empty
      title="Nothing fits"
      action={<Button onClick={() => useLive.setState({ filter: '' })}>Clear the filter</Button>}
    >
      No call of this session fits this filter.
    </Empty>
  ) : (
    <Empty title="Only preparation so far" action={<Button onClick={onPreparation}>Show it</Button>}>
      A program that prepares its work called, and asked nothing yet.
    </Empty>
  );
}

/** What stands in place of the list before anything came. */
function Nothing() {
  const listening = useLive((state) => state.capture?.bedrock != null);
  const paused = useLive((state) => state.paused);
  if (paused)
    return (
      <Empty
        title="The list stands still"
        action={<Button onClick={() => pauseRows(false)}>Show new calls</Button>}
      >
        Calls are captured meanwhile; they are listed once it goes on.
      </Empty>
    );
  return listening ? (
    <Empty
      title="Waiting for the first call"
      action={
        <Button look="solid" onClick={() => showConnect(true)}>
          Connect a program
        </Button>
      }
    >
      Point a program at Strata’s address: each of its calls to Bedrock appears here as it happens.
    </Empty>
  ) : (
    <Empty
      title="Nothing is captured yet"
      action={
        <Button
          look="solid"
          onClick={() => {
            void startCapture();
            showConnect(true);
          }}
        >
          Start capturing
        </Button>
      }
    >
      Strata listens on this machine for calls to Bedrock, signs them anew for the target, and passes every
      byte on as it comes. The simulator is the target until you choose another: it costs nothing.
    </Empty>
  );
}
