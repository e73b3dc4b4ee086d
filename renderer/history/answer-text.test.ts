import { expect, test } from 'vitest';
import type { Delta, RecordedFrame } from '../../shared/recording/recording.ts';
import { answerText } from './answer-text.ts';

const frame = (...deltas: readonly Delta[]): RecordedFrame => ({
  index: 0,
  offset: 0,
  length: 0,
  arrivalMs: 0,
  eventType: 'chunk',
  messageType: 'event',
  check: 'ok',
  bytes: '',
  content: '',
  deltas,
});

test('a stream is read as what its frames say, block by block', () => {
  const frames = [
    frame({ kind: 'start' }),
    frame({ kind: 'text', block: 0, text: 'At ' }),
    frame({ kind: 'text', block: 0, text: 'customs.' }),
    frame({ kind: 'tool-start', block: 1, id: 't1', name: 'track' }),
    frame({ kind: 'tool-input', block: 1, text: '{"id":' }, { kind: 'tool-input', block: 1, text: '7}' }),
    frame({ kind: 'stop', reason: 'tool_use' }),
  ];
  expect(answerText({ responseText: null, frames })).toBe(
    'At customs.\ncalls track\n{"id":7}\nends with tool_use',
  );
});

test('a body is laid out', () => {
  expect(answerText({ responseText: '{"a":1}', frames: [] })).toContain('"a": 1');
});
