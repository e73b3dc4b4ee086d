/** Characters of scripts that put no space between words: each stands for itself. */
const ALONE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
const WORD = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const MARKS = /\p{M}/gu;

/** Stands between texts that are kept together: a word that nobody can ask for. */
export const BREAK = '\ue000';

/** Words longer than this are cut: nobody types more, and what is longer is data. */
const LONGEST = 64;

/**
 * The words of a text as they are searched for: letters and digits of any script, small, without accents. The same
 * for what is kept and for what is asked, so that the index and the test in memory cannot differ.
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text.normalize('NFKD').toLowerCase().replace(MARKS, '').matchAll(WORD))
    words.push(cut(word));
  return words;
}

/** The words of texts, as the index keeps them: no phrase goes across two. */
export const indexed = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((one, i) => (i === 0 ? wordsOf(one) : [BREAK, ...wordsOf(one)]));

/** Never between the halves of a character, which no index could keep. */
function cut(word: string): string {
  if (word.length <= LONGEST) return word;
  const last = word.charCodeAt(LONGEST - 1);
  return word.slice(0, last >= 0xd800 && last < 0xdc00 ? LONGEST - 1 : LONGEST);
}

/** True where `words` stand in `among` in this order, one after the other; with `begun` the last needs only to begin so. */
export function standIn(words: readonly string[], begun: boolean, among: readonly string[]): boolean {
  const last = words.length - 1;
  if (last < 0) return true;
  for (let at = 0; at + last < among.length; at++) {
    let i = 0;
    while (i < last && among[at + i] === words[i]) i++;
    if (i < last) continue;
    const [found, wanted] = [among[at + last] ?? '', words[last] ?? ''];
    if (begun ? found.startsWith(wanted) : found === wanted) return true;
  }
  return false;
}
