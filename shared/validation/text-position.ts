const encoder = new TextEncoder();

/** Line from 1, column in bytes of UTF-8. */
export interface BytePosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a parser that reads bytes stands after so many characters.
 * @param offset UTF-16 index into the text
 */
export function bytePosition(text: string, offset: number): BytePosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lines = before.slice(0, lineStart).split('\n').length;
  return { line: lines, column: encoder.encode(before.slice(lineStart)).length };
}
