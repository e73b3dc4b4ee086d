/**
 * The end of what begins with a bracket at `from`, past its last bracket; -1 where it does not end.
 *
 * @param quotes the signs between which brackets do not count
 */
export function endOfBrackets(text: string, from: number, quotes = `"'`): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (quotes.includes(c)) quote = c;
    else if (c === '{' || c === '[' || c === '(') depth++;
    else if (c === '}' || c === ']' || c === ')') {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}
