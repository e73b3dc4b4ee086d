import { expect, test } from 'vitest';
import { AnswerReader } from '../../../shared/capture/answer.ts';
import { EventLines } from './read-along.ts';

const event = (text: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}`;

/** What is read of server-sent events that come in these pieces. */
function read(pieces: readonly string[]): readonly string[] {
  const reader = new AnswerReader();
  const lines = new EventLines(reader);
  for (const piece of pieces) lines.push(piece, 1);
  return reader.ofEvents().texts;
}

test('an event is read whole, however it is cut and whatever ends its lines', () => {
  const text = `${event('one ')}\r\n\r\n${event('two ')}\n\n${event('three')}\r\r`;
  for (const size of [1, 2, 7, text.length]) {
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
    expect(read(pieces).join('')).toBe('one two three');
  }
});

test('a line without an end costs no more than its length, and is left out', () => {
  const piece = 'x'.repeat(1024 * 1024);
  const endless = Array.from({ length: 40 }, () => piece);
  expect(read(['data: ', ...endless, '\n\n', event('after'), '\n\n']).join('')).toBe('after');
});
