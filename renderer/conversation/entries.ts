import type { RouteView } from '../../shared/contract/inspection.ts';
import type { Card, Conversation, ToolCard, Turn } from '../../shared/conversation/conversation.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { isHarmless } from '../../shared/losses/harmless.ts';
import type { Tick } from '../lines/Ruler.tsx';

/** What became of a message or a tool: how many values inside are lost, how many of those change nothing, and how many Bedrock refuses. */
export interface Fare {
  readonly lost: number;
  readonly harmless: number;
  readonly refused: number;
}

const NONE: Fare = { lost: 0, harmless: 0, refused: 0 };
const LOST: Fare = { ...NONE, lost: 1 };
const HARMLESS: Fare = { ...NONE, harmless: 1 };
const REFUSED: Fare = { ...NONE, refused: 1 };

const both = (fares: readonly Fare[]): Fare =>
  fares.reduce(
    (sum, { lost, harmless, refused }) => ({
      lost: sum.lost + lost,
      harmless: sum.harmless + harmless,
      refused: sum.refused + refused,
    }),
    NONE,
  );

/** A row of the list. */
export type Entry =
  | {
      readonly kind: 'tools';
      readonly tools: readonly ToolCard[];
      readonly open: boolean;
      readonly fare: Fare;
    }
  | { readonly kind: 'tool'; readonly tool: ToolCard; readonly fare: Fare }
  | {
      readonly kind: 'turn';
      readonly turn: Turn;
      readonly cards: readonly Card[];
      readonly open: boolean;
      readonly fare: Fare;
    }
  | { readonly kind: 'card'; readonly card: Card; readonly fare: Fare };

/** The first two steps of a pointer: the message or tool that a value belongs to. */
const holderOf = (pointer: Pointer): Pointer => {
  const [, list = '', place] = pointer.split('/');
  return place === undefined ? `/${list}` : `/${list}/${place}`;
};

/** How each message and tool fared; problems are traced to the request by whoever knows how. */
export function faresOf(
  view: Pick<RouteView, 'losses' | 'verdict'> | null,
  sourcesOf: (pointer: Pointer) => readonly Pointer[],
): ReadonlyMap<Pointer, Fare> {
  const fares = new Map<Pointer, Fare>();
  const add = (holder: Pointer, fare: Fare): void => {
    fares.set(holder, both([fares.get(holder) ?? NONE, fare]));
  };
  for (const { pointer } of view?.losses ?? [])
    add(holderOf(pointer), isHarmless(pointer.slice(pointer.lastIndexOf('/') + 1)) ? HARMLESS : LOST);
  for (const { pointer, severity } of view?.verdict?.problems ?? [])
    if (severity === 'error')
      for (const holder of new Set(sourcesOf(pointer).map(holderOf))) add(holder, REFUSED);
  return fares;
}

const isCalm = ({ lost, harmless, refused }: Fare): boolean => lost + harmless + refused === 0;

interface Shown {
  readonly words: string;
  readonly onlyChanged: boolean;
  /** Turns that are folded, by number; -1 for the tools. */
  readonly folded: ReadonlySet<number>;
}

const says = (words: string, ...texts: readonly string[]): boolean =>
  words === '' || texts.some((text) => text.toLowerCase().includes(words));

const cardSays = (words: string, { line, role, name, calls, answers, number }: Card): boolean =>
  says(
    words,
    line,
    role,
    name,
    String(number),
    ...[...calls, ...answers].flatMap((one) => [one.name, one.brief, one.id]),
  );

/** The rows of a conversation: tools, then each turn with its messages; a search opens what it finds. */
export function entriesOf(
  { cards, turns, tools }: Conversation,
  fares: ReadonlyMap<Pointer, Fare>,
  { words, onlyChanged, folded }: Shown,
): readonly Entry[] {
  const wanted = words.trim().toLowerCase();
  const narrowed = wanted !== '' || onlyChanged;
  const fareOf = ({ pointer }: { readonly pointer: Pointer }): Fare => fares.get(pointer) ?? NONE;
  const entries: Entry[] = [];
  const shownTools = tools.filter(
    (tool) => says(wanted, tool.name, tool.line) && !(onlyChanged && isCalm(fareOf(tool))),
  );
  if (shownTools.length > 0) {
    const open = narrowed || !folded.has(-1);
    entries.push({ kind: 'tools', tools: shownTools, open, fare: both(shownTools.map(fareOf)) });
    if (open) for (const tool of shownTools) entries.push({ kind: 'tool', tool, fare: fareOf(tool) });
  }
  for (const turn of turns) {
    const inside = cards
      .slice(turn.from, turn.to)
      .filter((card) => cardSays(wanted, card) && !(onlyChanged && isCalm(fareOf(card))));
    if (inside.length === 0) continue;
    const open = narrowed || turn.number === 0 || !folded.has(turn.number);
    if (turn.number > 0)
      entries.push({ kind: 'turn', turn, cards: inside, open, fare: both(inside.map(fareOf)) });
    if (open) for (const card of inside) entries.push({ kind: 'card', card, fare: fareOf(card) });
  }
  return entries;
}

/** How many messages stand in these rows. */
export const cardsIn = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { kind }) => sum + (kind === 'card' ? 1 : 0), 0);

/** What a ruler beside the rows shows: the worst of each, and where a cache mark is; `share` (0 … 1) is where a row stands. */
export const ticksOf = (entries: readonly Entry[], share: (row: number) => number): readonly Tick[] =>
  entries.flatMap((entry, row): readonly Tick[] => {
    const at = share(row);
    const isFolded = (entry.kind === 'turn' || entry.kind === 'tools') && !entry.open;
    if (!isFolded && entry.kind !== 'card' && entry.kind !== 'tool') return [];
    const { refused, lost } = entry.fare;
    const cached = entry.kind === 'card' && entry.card.cache !== null;
    return [
      ...(refused > 0
        ? [{ at, tone: 'error' } as const]
        : lost > 0
          ? [{ at, tone: 'warning' } as const]
          : []),
      ...(cached ? [{ at, tone: 'found' } as const] : []),
    ];
  });
