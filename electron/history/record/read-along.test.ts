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

test('an event whose data stands in several lines is one, among comments and other fields, and none without its end', () => {
  const data = JSON.stringify({ choices: [{ delta: { content: 'one' } }] }, null, 1);
  const lines = data.split('\n').map((line) => `data: ${line}`);
  for (const end of ['\n', '\r', '\r\n']) {
    const text = [
      ': keep',
      '',
      'retry: 5',
      'event: a',
      ...lines,
      ': within',
      'id: 1',
      '',
      event('two'),
      '',
    ].join(end);
    for (const size of [1, 3, text.length])
      expect(read(text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [])).toEqual(['one']);
  }
});

test('comments without end are no event that is too long', () => {
  const comment = `: ${'x'.repeat(1024 * 1024)}\n`;
  expect(read([...Array.from({ length: 40 }, () => comment), event('after'), '\n\n'])).toEqual(['after']);
});

test('a line without an end costs no more than its length, and is left out', () => {
  const piece = 'x'.repeat(1024 * 1024);
  const endless = Array.from({ length: 40 }, () => piece);
  expect(read(['data: ', ...endless, '\n\n', event('after'), '\n\n']).join('')).toBe('after');
});
