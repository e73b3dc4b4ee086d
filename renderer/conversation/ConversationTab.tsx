import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Conversation } from '../../shared/conversation/conversation.ts';
import { isWithin, type Pointer } from '../../shared/json/pointer.ts';
import { count as counted } from '../../shared/share/report/words.ts';
import { FilterBar } from '../incoming/FilterBar.tsx';
import { useIncomingGoal } from '../incoming/useIncomingGoal.ts';
import { Ruler } from '../lines/Ruler.tsx';
import { moveBox } from '../lines/ruler-marks.ts';
import { incomingSources } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { goTo } from '../store/link.ts';
import { show, useView } from '../store/view.ts';
import { Empty } from '../ui/Empty.tsx';
import { NumberBox } from '../ui/NumberBox.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { ContextBar } from './ContextBar.tsx';
import styles from './ConversationTab.module.css';
import { EntryView } from './EntryView.tsx';
import { cardsIn, type Entry, entriesOf, faresOf, ticksOf } from './entries.ts';
import { useConversation } from './useConversation.ts';

const HEIGHT: Readonly<Record<Entry['kind'], number>> = { tools: 28, tool: 44, turn: 28, card: 52 };
/** With more messages than this the tools begin folded. */
const MANY = 60;
/** The number under which the tools are folded. */
const TOOLS = -1;

/** The last way to a value that was gone: who comes back to this tab stays where they were. */
let reached = 0;

/** The request to be read: tools, turns, messages; with what became of each, and what fills the context. */
export function ConversationTab() {
  const read = useConversation();
  const view = useRouteView();
  const onlyChanged = useView((state) => state.onlyChanged);
  const goal = useIncomingGoal();
  const [words, setWords] = useState('');
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [chosen, setChosen] = useState<string | null>(null);
  const area = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const conversation = read?.conversation ?? null;

  const size = conversation?.cards.length ?? 0;
  const isLong = size > MANY;
  useEffect(() => setFolded(isLong ? new Set([TOOLS]) : new Set()), [isLong]);

  const fares = useMemo(
    () => faresOf(view, (pointer) => (view ? incomingSources(view, pointer) : [])),
    [view],
  );
  const entries = useMemo(
    () => (conversation ? entriesOf(conversation, fares, { words, onlyChanged, folded }) : []),
    [conversation, fares, words, onlyChanged, folded],
  );
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => area.current,
    estimateSize: (i) => HEIGHT[entries[i]?.kind ?? 'card'],
    getItemKey: (i) => keyOf(entries[i]) ?? i,
    overscan: 8,
    onChange: (now) => moveBox(box.current, now),
  });
  const total = virtual.getTotalSize();
  const ticks = useMemo(
    () => ticksOf(entries, (row) => (virtual.measurementsCache[row]?.start ?? 0) / Math.max(total, 1)),
    [entries, total, virtual],
  );
  const toShare = useCallback(
    (share: number): void =>
      virtual.scrollToOffset(share * virtual.getTotalSize() - (virtual.scrollRect?.height ?? 0) / 2),
    [virtual],
  );

  /** A message or a tool that is to come into view, once no fold and no filter hides it. */
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const at = entries.findIndex((entry) => keyOf(entry) === wanted);
    if (at < 0) return;
    virtual.scrollToIndex(at, { align: 'center' });
    setWanted(null);
  }, [wanted, entries, virtual.scrollToIndex]);
  const toCard = (pointer: string): void => {
    if (!conversation) return;
    if (!entries.some((entry) => keyOf(entry) === pointer)) {
      setWords('');
      if (onlyChanged) show({ onlyChanged: false });
      setFolded(unfolded(folded, conversation, pointer));
    }
    setChosen(pointer);
    setWanted(pointer);
  };
  const isRead = conversation !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call is one way to go
  useEffect(() => {
    if (!goal || !conversation || goal.call === reached) return;
    reached = goal.call;
    const holder = holderIn(conversation, goal.pointer);
    if (holder) toCard(holder);
  }, [goal, isRead]);

  if (!conversation) return <Empty title="Reading the request …" />;
  if (size === 0 && conversation.tools.length === 0)
    return <Empty title="This request has no messages">Its parameters stand under Params.</Empty>;
  const toggle = (number: number): void =>
    setFolded((all) => {
      const next = new Set(all);
      if (!next.delete(number)) next.add(number);
      return next;
    });
  const isNarrowed = words.trim() !== '' || onlyChanged;
  const tokens = conversation.cards.reduce((sum, card) => sum + card.tokens, 0);
  return (
    <div className={styles.tab}>
      {read?.context && <ContextBar context={read.context} />}
      <FilterBar label={`Filter ${counted(size, 'message')}`} words={words} onWords={setWords} />
      <div className={styles.stage}>
        <ScrollRegion ref={area} label="Messages" className={styles.scroll}>
          <ul className={styles.list} style={{ height: total }}>
            {virtual.getVirtualItems().map((item) => {
              const entry = entries[item.index];
              return entry ? (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-setsize={entries.length}
                  aria-posinset={item.index + 1}
                  className={styles.item}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <EntryView
                    entry={entry}
                    chosen={chosen}
                    onFold={toggle}
                    onPair={toCard}
                    onChoose={(pointer) => {
                      setChosen((now) => (now === pointer ? null : pointer));
                      goTo({ side: 'incoming', pointer });
                    }}
                  />
                </li>
              ) : null;
            })}
          </ul>
          {entries.length === 0 && <Empty title="No message is left by this filter" />}
        </ScrollRegion>
        <Ruler
          ticks={ticks}
          box={box}
          onGo={toShare}
          title="Refused in red, lost in amber, cache marks in blue; a click goes there"
        />
      </div>
      <div className={styles.foot}>
        <span>
          {isNarrowed
            ? `${cardsIn(entries)} of ${counted(size, 'message')}`
            : `${counted(conversation.turns.filter(({ number }) => number > 0).length, 'turn')}, ${counted(size, 'message')}`}
        </span>
        {/* What stands on top counts the whole prompt. */}
        {!read?.context && <span>about {tokens.toLocaleString('en')} tokens</span>}
        <JumpField
          key={size}
          most={size - 1}
          onJump={(number) => {
            const card = conversation.cards.find((one) => one.number === number);
            if (!card) return;
            goTo({ side: 'incoming', pointer: `${card.pointer}/content` });
          }}
        />
      </div>
    </div>
  );
}

/** The message or tool that a value lies in. */
const holderIn = ({ cards, tools }: Conversation, value: Pointer): Pointer | undefined =>
  [...cards, ...tools].find(({ pointer }) => value !== pointer && isWithin(value, pointer))?.pointer;

/** The folds without the one that hides a message or a tool. */
function unfolded(
  folded: ReadonlySet<number>,
  { cards, turns }: Conversation,
  pointer: Pointer,
): Set<number> {
  const at = cards.findIndex((card) => card.pointer === pointer);
  const turn = turns.find(({ from, to }) => at >= from && at < to);
  const next = new Set(folded);
  next.delete(turn?.number ?? TOOLS);
  return next;
}

function keyOf(entry: Entry | undefined): string | null {
  if (!entry) return null;
  switch (entry.kind) {
    case 'tools':
      return 'tools';
    case 'tool':
      return entry.tool.pointer;
    case 'turn':
      return `turn ${entry.turn.number}`;
    case 'card':
      return entry.card.pointer;
  }
}

/** Goes to a message by its number. */
function JumpField({ most, onJump }: { readonly most: number; readonly onJump: (number: number) => void }) {
  return (
    <NumberBox
      className={styles.jump}
      label="Go to"
      min={0}
      max={most}
      aria-label="Go to message number"
      onKeyDown={(event) => {
        const { value, valueAsNumber } = event.currentTarget;
        if (event.key === 'Enter' && value !== '') onJump(valueAsNumber);
      }}
    />
  );
}
