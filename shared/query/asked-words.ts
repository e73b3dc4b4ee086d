import { readAsked } from '../capture/said.ts';
import { jsonIn } from '../json/parse.ts';
import { indexed, wordsOf } from './words.ts';

/** Larger bodies are not looked into, bytes: they are read between the frames of other calls. */
const LARGEST = 8_000_000;
/** So much of the texts is, the newest first, UTF-16 units. */
const LONGEST = 1_000_000;

const utf8 = new TextDecoder();

/**
 * What a request asks as words: its messages, its instructions and the names of its tools, as the history keeps them;
 * neither the names of its members nor its data. Of a body that is no JSON its text.
 */
export function askedWords(body: Uint8Array): readonly string[] {
  if (body.length > LARGEST) return [];
  const text = utf8.decode(body);
  const value = jsonIn(text);
  if (value === undefined) return wordsOf(text.slice(0, LONGEST));
  const { turns, beside } = readAsked(value);
  let left = LONGEST;
  const texts = [...turns.flatMap((turn) => turn.texts), ...beside].reverse().filter((one) => {
    left -= one.length;
    return left >= 0;
  });
  return indexed(texts.reverse());
}
