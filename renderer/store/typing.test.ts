import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { choicesNow, replaceRequest, showDraft, typeLater, typeText, useRequest } from './request.ts';
import { hasRested, isTyping, LARGE_TEXT } from './typing.ts';

const LARGE = LARGE_TEXT + 1;
const shown = (): string => (choicesNow() as { readonly text?: string }).text ?? '';

beforeEach(() => {
  vi.useFakeTimers();
  typeText('before');
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it('takes a key in a small text at once', () => {
  typeLater(5, () => 'small');
  expect(shown()).toBe('small');
  expect(isTyping()).toBe(false);
});

it('reads a large text once for a stretch of keys, when it rests', () => {
  const read = vi.fn(() => 'all of it');
  for (let key = 0; key < 20; key++) {
    typeLater(LARGE, read);
    vi.advanceTimersByTime(50);
  }
  expect(read).not.toHaveBeenCalled();
  expect(shown()).toBe('before');
  vi.advanceTimersByTime(120);
  expect(read).toHaveBeenCalledOnce();
  expect(shown()).toBe('all of it');
});

it('takes a key that stands alone sooner than one of a stretch', () => {
  vi.advanceTimersByTime(60_000);
  typeLater(LARGE, () => 'one');
  vi.advanceTimersByTime(60);
  expect(shown()).toBe('one');
});

it('gives whoever asks for the request what was typed so far', () => {
  typeLater(LARGE, () => 'just typed');
  expect(useRequest.getState().text).toBe('just typed');
  expect(isTyping()).toBe(false);
});

it('keeps what was typed as the way back from a replacement', () => {
  typeLater(LARGE, () => 'just typed');
  replaceRequest({ text: 'another' }, 'Another');
  expect(shown()).toBe('another');
  expect(useRequest.getState().undo?.draft.text).toBe('just typed');
  vi.runAllTimers();
  expect(shown()).toBe('another');
});

it('does not write a late key over the draft of another tab', () => {
  const { text: _, ...draft } = { ...useRequest.getState() };
  typeLater(LARGE, () => 'of the first tab');
  showDraft({ ...draft, text: 'of the second tab' });
  vi.runAllTimers();
  expect(shown()).toBe('of the second tab');
});

it('tells those that follow the request that typing had its rest', () => {
  const rested: boolean[] = [];
  const stop = useRequest.subscribe(() => rested.push(hasRested()));
  typeLater(LARGE, () => 'rested');
  vi.runAllTimers();
  typeText('not');
  stop();
  expect(rested).toEqual([true, false]);
});
