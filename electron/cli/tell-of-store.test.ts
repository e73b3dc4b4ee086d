import { expect, test } from 'vitest';
import type { HistoryEvent, HistoryState } from '../../shared/contract/history.ts';
import { tellOfStore } from './tell-of-store.ts';

test('what is the matter with the store is said once, whenever it turns out', () => {
  const told: string[] = [];
  let listener: (event: HistoryEvent) => void = () => undefined;
  const follow = (one: (event: HistoryEvent) => void) => {
    listener = one;
    return () => undefined;
  };
  tellOfStore({ follow }, (text) => told.push(text));
  const say = (sentence: string): void => {
    const state: HistoryState = { kind: 'open', sentence, file: '', exchanges: 0, bytes: 0 };
    listener({ type: 'state', state });
  };
  for (const sentence of ['', 'It is damaged.', 'It is damaged.', '', 'It is full.']) say(sentence);
  expect(told).toEqual(['strata: It is damaged.', 'strata: It is full.']);
});
