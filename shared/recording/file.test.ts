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

describe('hostile recording files', () => {
  const two = {
    ...content,
    recording: {
      ...recording,
      frames: [0, 1].map((index) => ({
        ...(recording.frames[0] as (typeof recording.frames)[0]),
        index,
        offset: 120 * index,
      })),
    },
  };
  const text = writeRecording(two);
  const message = (changed: string): string => {
    const opened = readRecording(changed);
    return opened.ok ? 'opened' : opened.message;
  };

  it('that are cut short say where', () => {
    for (let length = 40; length < text.trimEnd().length; length += 37) {
      expect(message(text.slice(0, length))).toMatch(/cut short or damaged at line \d+, column \d+\.$/);
    }
    expect(message(text)).toBe('opened');
  });

  it.each([
    ['"version": 1', '"version": 99', 'version 99'],
    ['"version": 1', '"version": 0', 'damaged at version'],
    ['"version": 1', '"version": "1"', 'no recording'],
    ['"version": 1', '"version": 1e400', 'no recording'],
    ['"index": 1', '"index": 7', 'recording.frames.1.index'],
    ['"length": 120', '"length": 9007199254740991', 'recording.frames.0.length'],
    ['"length": 120', '"length": 1e308', 'recording.frames.0.length'],
    ['"length": 120', '"length": -1', 'recording.frames.0.length'],
    ['"offset": 120', '"offset": 3', 'recording.frames.1.offset'],
    ['"arrivalMs": 12.5', '"arrivalMs": null', 'recording.frames.0.arrivalMs'],
    ['"arrivalMs": 12.5', '"arrivalMs": {"__proto__": 1}', 'recording.frames.0.arrivalMs'],
    ['"kind": "text"', '"kind": "constructor"', 'recording.frames.0.deltas.0.kind'],
    ['"block": 0', '"block": 1e20', 'recording.frames.0.deltas.0.block'],
    ['"check": "ok"', '"check": "__proto__"', 'recording.frames.0.check'],
    ['"bytes": "AAAA"', '"bytes": "*"', 'recording.frames.0.bytes'],
    ['"endMs": 20', '"endMs": "soon"', 'recording.endMs'],
    ['"frames": [', '"frames": 5, "other": [', 'recording.frames'],
  ])('with %s turned to %s say what is wrong with it', (from, to, told) => {
    expect(text).toContain(from);
    expect(message(text.replace(from, to))).toContain(told);
  });

  it('that nest without end are refused like others', () => {
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(message(nested)).toContain('no recording');
    expect(message(text.replace('"deltas": [', `"deltas": ${nested}, "other": [`))).toContain(
      'recording.frames.0.deltas',
    );
  });
});
