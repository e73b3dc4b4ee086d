/**
 * A built program in ASCII alone: it is read without decoding, and the engine keeps it with a byte a character. What
 * the bundler leaves beyond that stands in regular expressions and in sources of them, where the escape means the same,
 * and in comments.
 *
 * @param {string} text
 */
export const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/gu, (character, at) => {
    const code = character.codePointAt(0) ?? 0;
    // Behind a backslash the escape would be one of the backslash.
    if (text[at - 1] === '\\')
      throw new Error(`A program has \\${character}: write it without the backslash.`);
    if (code > 0xffff) throw new Error(`A program has ${character}, which has no escape of four digits.`);
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
