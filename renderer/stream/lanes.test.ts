import { describe, expect, it } from 'vitest';
import type { Delta, RecordedFrame } from '../../shared/recording/recording.ts';
import { isShown, piecesOf, summaryOf } from './lanes.ts';

const frame = (...deltas: readonly Delta[]): RecordedFrame => ({
  index: 0,
  offset: 0,
  length: 1,
  arrivalMs: 0,
  eventType: 'contentBlockDelta',
  messageType: 'event',
  check: 'ok',
  bytes: '',
  content: '',
  deltas,
});

describe('lanes of an answer', () => {
  it('keeps text, reasoning and tool arguments of each block apart', () => {
    const pieces = piecesOf(
      frame(
        { kind: 'reasoning', block: 0, text: 'hm' },
        { kind: 'text', block: 1, text: 'hi' },
        { kind: 'tool-start', block: 2, id: 't', name: 'get_weather' },
        { kind: 'tool-input', block: 2, text: '{' },
      ),
    );
    expect(pieces.map(({ lane, text, opens }) => [lane, text, opens])).toEqual([
      ['reasoning 0', 'hm', null],
      ['text 1', 'hi', null],
      ['tool 2', '', 'get_weather'],
      ['tool 2', '{', null],
    ]);
  });

  it('counts a frame as shown only where a reader sees more', () => {
    expect(isShown(frame({ kind: 'text', block: 0, text: 'x' }))).toBe(true);
    expect(isShown(frame({ kind: 'usage' }, { kind: 'stop', reason: 'end_turn' }))).toBe(false);
  });

  it('sums a frame up, exceptions with their words', () => {
    expect(summaryOf(frame({ kind: 'text', block: 0, text: ' a' }))).toBe('text " a"');
    expect(
      summaryOf(frame({ kind: 'exception', type: 'throttlingException', message: 'slow down', retry: true })),
    ).toBe('throttlingException: slow down');
    expect(summaryOf(frame())).toBe('contentBlockDelta');
  });
});
