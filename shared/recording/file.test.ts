import { describe, expect, it } from 'vitest';
import { readRecording, writeRecording } from './file.ts';
import type { Recording } from './recording.ts';

const recording: Recording = {
  frames: [
    {
      index: 0,
      offset: 0,
      length: 120,
      arrivalMs: 12.5,
      eventType: 'chunk',
      messageType: 'event',
      check: 'ok',
      bytes: 'AAAA',
      content: '{}',
      deltas: [{ kind: 'text', block: 0, text: 'Rhine' }],
    },
  ],
  reads: [{ bytes: 120, atMs: 12.5 }],
  endMs: 20,
};
const content = { savedAt: '2026-01-02T03:04:05Z', title: 'Rivers', model: 'm', recording };

describe('recording files', () => {
  it('give back what was saved', () => {
    expect(readRecording(writeRecording(content))).toMatchObject({ ok: true, file: content });
  });

  it.each([
    ['no JSON at all', 'hello', 'no JSON'],
    ['another JSON file', '{"a":1}', 'no recording'],
    ['a newer version', writeRecording(content).replace('"version": 1', '"version": 9'), 'Update Strata'],
    [
      'a damaged file',
      writeRecording(content).replace('"length": 120', '"length": "x"'),
      'recording.frames.0.length',
    ],
  ])('explain what is wrong with %s', (_, text, message) => {
    const opened = readRecording(text);
    expect(opened.ok ? '' : opened.message).toContain(message);
  });
});
