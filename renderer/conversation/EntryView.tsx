import {
  Bot,
  Box,
  Brain,
  ChevronDown,
  ChevronRight,
  FileText,
  type LucideIcon,
  MessageSquare,
  ScrollText,
  Tags,
  User,
  Wrench,
} from 'lucide-react';
import { memo } from 'react';
import type { Card, MediaPart, ToolCard } from '../../shared/conversation/conversation.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { pointAt } from '../store/link.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import { bytes } from '../ui/units.ts';
import { CardDetails } from './CardDetails.tsx';
import styles from './ConversationTab.module.css';
import type { Entry, Fare } from './entries.ts';
import { Thumbnail } from './Thumbnail.tsx';

interface EntryViewProps {
  readonly entry: Entry;
  readonly chosen: Pointer | null;
  readonly onFold: (turn: number) => void;
  readonly onChoose: (pointer: Pointer) => void;
  /** Goes to the other half of a call. */
  readonly onPair: (pointer: Pointer) => void;
}

/** A row of the conversation. */
export const EntryView = memo(function EntryView({
  entry,
  chosen,
  onFold,
  onChoose,
  onPair,
}: EntryViewProps) {
  switch (entry.kind) {
    case 'tools':
      return (
        <Head
          open={entry.open}
          title={`${entry.tools.length} ${entry.tools.length === 1 ? 'tool' : 'tools'}`}
          note={entry.tools
            .slice(0, 6)
            .map(({ name }) => name)
            .join(', ')}
          facts={factsOf(entry.tools)}
          fare={entry.fare}
          onFold={() => onFold(-1)}
        />
      );
    case 'turn':
      return (
        <Head
          open={entry.open}
          title={`Turn ${entry.turn.number}`}
          note={entry.turn.title}
          count={`${entry.cards.length} msg · `}
          facts={factsOf(entry.cards)}
          fare={entry.fare}
          onFold={() => onFold(entry.turn.number)}
        />
      );
    case 'tool':
      return (
        <ToolView
          tool={entry.tool}
          fare={entry.fare}
          open={chosen === entry.tool.pointer}
          onChoose={onChoose}
        />
      );
    case 'card':
      return (
        <CardView
          card={entry.card}
          fare={entry.fare}
          open={chosen === entry.card.pointer}
          onChoose={onChoose}
          onPair={onPair}
        />
      );
  }
});

interface Facts {
  readonly size: string;
  readonly tokens: string;
}

const factsOf = (parts: readonly { readonly size: number; readonly tokens: number }[]): Facts => ({
  size: bytes(parts.reduce((sum, { size }) => sum + size, 0)),
  tokens: `~${parts.reduce((sum, { tokens }) => sum + tokens, 0).toLocaleString('en')} tok`,
});

interface HeadProps {
  readonly open: boolean;
  readonly title: string;
  readonly note: string;
  readonly count?: string;
  readonly facts: Facts;
  readonly fare: Fare;
  readonly onFold: () => void;
}

function Head({ open, title, note, count = '', facts, fare, onFold }: HeadProps) {
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <button type="button" className={styles.head} aria-expanded={open} onClick={onFold}>
      <Icon size={13} aria-hidden />
      <b>{title}</b>
      <span className={styles.note}>{shown(note)}</span>
      <FareTags fare={fare} />
      <span className={styles.facts}>
        {count}
        <span className={styles.size}>{facts.size} · </span>
        {facts.tokens}
      </span>
    </button>
  );
}

function FareTags({ fare: { lost, harmless, refused } }: { readonly fare: Fare }) {
  return (
    <>
      {refused > 0 && <Tag tone="leaked">{refused} refused</Tag>}
      {lost > 0 && <Tag tone="warn">{lost} lost</Tag>}
      {harmless > 0 && <Tag tone="dropped">{harmless} not sent</Tag>}
    </>
  );
}

const ROLES: Readonly<Record<string, LucideIcon>> = {
  system: ScrollText,
  developer: ScrollText,
  user: User,
  assistant: Bot,
  tool: Wrench,
};

interface CardViewProps {
  readonly card: Card;
  readonly fare: Fare;
  readonly open: boolean;
  readonly onChoose: (pointer: Pointer) => void;
  readonly onPair: (pointer: Pointer) => void;
}

function CardView({ card, fare, open, onChoose, onPair }: CardViewProps) {
  const { pointer, number, role, name, line, size, tokens, thinking, calls, answers, media, cache } = card;
  const Icon = lookUp(ROLES, role) ?? MessageSquare;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer lights up what the button inside stands for
    <div
      className={cx(styles.card, fare.refused > 0 && styles.hot, open && styles.open)}
      onMouseEnter={() => pointAt({ side: 'incoming', pointer })}
      onMouseLeave={() => pointAt(null)}
    >
      <span className={cx(styles.role, styles[role])}>
        <Icon size={13} aria-hidden />
        {shown(role)}
        <i>{number < 0 ? '' : number}</i>
      </span>
      <div className={styles.words}>
        <button type="button" className={styles.line} aria-expanded={open} onClick={() => onChoose(pointer)}>
          {line === '' ? <em>{calls.length > 0 ? 'calls a tool' : 'empty text'}</em> : shown(line)}
        </button>
        <span className={styles.size}>
          {bytes(size)} · ~{tokens.toLocaleString('en')} tok
        </span>
        <span className={styles.parts}>
          {name !== '' && (
            <span className={styles.part}>
              <Tags size={11} aria-hidden /> {shown(name)}
            </span>
          )}
          {thinking && (
            <span className={styles.part}>
              <Brain size={11} aria-hidden /> thinking
            </span>
          )}
          {calls.map(({ id, name: tool, brief, paired }) => (
            <button
              type="button"
              key={id}
              className={styles.part}
              disabled={!paired}
              title="Go to its result"
              onClick={() => paired && onPair(paired)}
            >
              <Wrench size={11} aria-hidden /> {shown(tool)} <i>{shown(brief.slice(0, 40))}</i>
            </button>
          ))}
          {answers.map(({ id, name: tool, paired }) => (
            <button
              type="button"
              key={id}
              className={styles.part}
              disabled={!paired}
              title="Go to the call"
              onClick={() => paired && onPair(paired)}
            >
              <span>answers {shown(tool || id)}</span>
            </button>
          ))}
          {media.map((part) => (
            <MediaView key={part.pointer} part={part} />
          ))}
          {cache && <span className={cx(styles.part, styles.cache)}>cache mark {cache}</span>}
          <FareTags fare={fare} />
        </span>
      </div>
      {open && <CardDetails pointer={pointer} />}
    </div>
  );
}

function MediaView({ part }: { readonly part: MediaPart }) {
  const { kind, type, name, bytes: size, width, height } = part;
  const words = name || type.replace(/^image\//, '').toUpperCase();
  return (
    <span className={styles.part}>
      {kind === 'image' ? <Thumbnail part={part} /> : <FileText size={11} aria-hidden />}
      {shown(words)}
      {width !== null && ` ${width} × ${height}`}
      {size > 0 && `, ${bytes(size)}`}
    </span>
  );
}

interface ToolViewProps {
  readonly tool: ToolCard;
  readonly fare: Fare;
  readonly open: boolean;
  readonly onChoose: (pointer: Pointer) => void;
}

function ToolView({ tool: { pointer, name, line, size, tokens }, fare, open, onChoose }: ToolViewProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer lights up what the button inside stands for
    <div
      className={cx(styles.card, fare.refused > 0 && styles.hot, open && styles.open)}
      onMouseEnter={() => pointAt({ side: 'incoming', pointer })}
      onMouseLeave={() => pointAt(null)}
    >
      <span className={styles.role}>
        <Box size={13} aria-hidden />
        tool
      </span>
      <div className={styles.words}>
        <button
          type="button"
          className={cx(styles.line, styles.toolName)}
          aria-expanded={open}
          onClick={() => onChoose(pointer)}
        >
          {shown(name)}
        </button>
        <span className={styles.size}>
          {bytes(size)} · ~{tokens.toLocaleString('en')} tok
        </span>
        <span className={styles.parts}>
          <span className={styles.note}>{shown(line)}</span>
          <FareTags fare={fare} />
        </span>
      </div>
      {open && <CardDetails pointer={pointer} />}
    </div>
  );
}
