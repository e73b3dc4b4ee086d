interface Span {
  readonly from: number;
  readonly to: number;
}

/** One line of a text; `at` is its offset, UTF-16 units. */
export interface Line {
  readonly at: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text into lines and marks those that share a character with a span. */
export function markedLines(text: string, spans: readonly Span[]): readonly Line[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const from = at;
    const to = from + line.length;
    at = to + 1;
    return { at: from, text: line, marked: spans.some((span) => span.from < to && span.to > from) };
  });
}
