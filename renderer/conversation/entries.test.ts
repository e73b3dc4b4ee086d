import { describe, expect, it } from 'vitest';
import type { Card, Turn } from '../../shared/conversation/conversation.ts';
import { cardsIn, entriesOf, type Fare, ticksOf } from './entries.ts';

const card = (number: number, cache: Card['cache'] = null): Card => ({
  pointer: `/messages/${number}`,
  number,
  role: 'user',
  name: '',
  line: `line ${number}`,
  size: 1,
  tokens: 1,
  thinking: false,
  calls: [],
  answers: [],
  media: [],
  cache,
});

const TURNS: readonly Turn[] = [
  { number: 1, title: 'first', from: 0, to: 2 },
  { number: 2, title: 'second', from: 2, to: 4 },
];
const CONVERSATION = { cards: [card(0, '1h'), card(1), card(2), card(3)], turns: TURNS, tools: [] };
const fare = (change: Partial<Fare>): Fare => ({ lost: 0, harmless: 0, refused: 0, ...change });
const FARES = new Map([
  ['/messages/1', fare({ lost: 2 })],
  ['/messages/3', fare({ refused: 1, lost: 1 })],
]);

describe('the rows of a conversation', () => {
  it('are marked on the ruler by the worst that became of them, and by their cache marks', () => {
    const rows = entriesOf(CONVERSATION, FARES, { words: '', onlyChanged: false, folded: new Set() });
    expect(rows.map(({ kind }) => kind)).toEqual(['turn', 'card', 'card', 'turn', 'card', 'card']);
    expect(ticksOf(rows, (row) => row / 10)).toEqual([
      { at: 0.1, tone: 'found' },
      { at: 0.2, tone: 'warning' },
      { at: 0.5, tone: 'error' },
    ]);
  });

  it('are marked as a whole where a turn is folded', () => {
    const rows = entriesOf(CONVERSATION, FARES, { words: '', onlyChanged: false, folded: new Set([2]) });
    expect(ticksOf(rows, (row) => row / 10).at(-1)).toEqual({ at: 0.3, tone: 'error' });
  });

  it('are those alone that something became of, where only these are asked for', () => {
    const rows = entriesOf(CONVERSATION, FARES, { words: '', onlyChanged: true, folded: new Set([1, 2]) });
    expect(rows.flatMap((row) => (row.kind === 'card' ? row.card.number : []))).toEqual([1, 3]);
    expect(cardsIn(rows)).toBe(2);
  });
});
