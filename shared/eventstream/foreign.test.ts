import { expect, it } from 'vitest';
import { FrameDecoder } from './decoder.ts';
import { FOREIGN_WINDOW, recogniseForeign } from './foreign.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['<html><p>Sign <b>in</b></p>', 'Sign in'],
  ['<html><h1 class="x">Blocked</h1>', 'Blocked'],
  ['<!DOCTYPE html><TITLE>502</TITLE><h1>no</h1>', '502'],
  ['<html>a < b', 'a < b'],
  ['<html><title>open', 'open'],
])('reads %j as a page that says %j', (html, message) => {
  expect(recogniseForeign(bytes(html))).toEqual({ kind: 'html', message });
});

// Each of these took seconds for one reading, and there was one reading for every piece.
it.each([
  ['tags that are never closed', '<html>', '<'],
  ['titles that are never closed', '<html>', '<title'],
  ['headings without an end', '<html>', '<h1>x'],
  ['members that are no message', '{', '"message":"'],
  ['events without an end', 'data: ', '{'],
  ['blanks', 'data:', ' '],
])('reads %s that come byte by byte as fast as in one piece', (_, start, part) => {
  const answer = bytes(start + part.repeat(FOREIGN_WINDOW / part.length));
  const decoder = new FrameDecoder();
  for (let at = 0; at < answer.length; at++) decoder.push(answer.subarray(at, at + 1));
  expect(decoder.end()).toMatchObject({ kind: 'failed', failure: { kind: 'foreign' } });
});

it('finds a message that comes in the very last piece', () => {
  const decoder = new FrameDecoder();
  for (const piece of [`{"status": 502, "details": "${'x'.repeat(400)}",`, '"message":"No', ' route"', '}'])
    decoder.push(bytes(piece));
  expect(decoder.end()).toMatchObject({ failure: { content: { kind: 'json', message: 'No route' } } });
});

it('reads no deeper than error answers go', () => {
  const nested = `${'{"error":'.repeat(20_000)}"x"${'}'.repeat(20_000)}`;
  expect(recogniseForeign(bytes(nested))).toMatchObject({ kind: 'json' });
});
