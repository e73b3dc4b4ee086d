import { describe, expect, it } from 'vitest';
import { readDeltas } from './deltas.ts';
import type { RecordedFrame } from './recording.ts';
import { NO_FRAMES, outcomeOf, withFrame } from './summary.ts';

const frame = (eventType: string, content: object, change: Partial<RecordedFrame> = {}): RecordedFrame => {
  const messageType = eventType.endsWith('Exception') ? 'exception' : 'event';
  const text = JSON.stringify(content);
  return {
    index: 0,
    offset: 0,
    length: 100,
    arrivalMs: 0,
    eventType,
    messageType,
    check: 'ok',
    bytes: '',
    content: text,
    deltas: readDeltas(eventType, messageType, text),
    ...change,
  };
};

const TEXT = frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Rhine' } });
const STOP = frame('messageStop', { stopReason: 'end_turn' });
const USAGE = frame('metadata', { usage: { inputTokens: 12, outputTokens: 5 } });
const summaryOf = (...frames: readonly RecordedFrame[]) => frames.reduce(withFrame, NO_FRAMES);

describe('the summary of a stream', () => {
  it('holds stop reason and usage of a whole answer', () => {
    const summary = summaryOf(TEXT, STOP, USAGE);
    expect(summary).toMatchObject({ stopReason: 'end_turn', usage: { inputTokens: 12, outputTokens: 5 } });
    expect(outcomeOf(summary)).toBe('complete');
  });

  it('tells a stream that broke off', () => {
    expect(outcomeOf(summaryOf(TEXT))).toBe('truncated');
  });

  it('tells an exception inside the stream, and whether a retry helps', () => {
    const summary = summaryOf(TEXT, frame('throttlingException', { message: 'Too many requests' }));
    expect(summary.exception).toMatchObject({ type: 'throttlingException', retry: true });
    expect(outcomeOf(summary)).toBe('failed');
  });

  it('counts frames that were damaged, and believes none of them', () => {
    const summary = summaryOf(TEXT, { ...USAGE, check: 'message-crc' }, STOP);
    expect(summary).toMatchObject({ damaged: 1, usage: { inputTokens: null } });
    expect(outcomeOf(summary)).toBe('failed');
  });
});
