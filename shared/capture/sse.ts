import { createParser } from 'eventsource-parser';

/** A server-sent event, or a comment between two. */
export interface SseEvent {
  /** `message` where it names none; `comment` for a line that only keeps the connection alive. */
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
  /** The byte behind it. */
  readonly end: number;
}

const LF = 10;
const CR = 13;

/** Where the lines of a stream end, in bytes behind them; they end in LF, CR or both. */
function* lineEnds(bytes: Uint8Array): Generator<number> {
  let [lf, cr] = [bytes.indexOf(LF), bytes.indexOf(CR)];
  while (lf >= 0 || cr >= 0) {
    const first = cr < 0 || (lf >= 0 && lf < cr) ? lf : cr;
    const end = first === cr && lf === cr + 1 ? lf + 1 : first + 1;
    yield end;
    if (lf >= 0 && lf < end) lf = bytes.indexOf(LF, end);
    if (cr >= 0 && cr < end) cr = bytes.indexOf(CR, end);
  }
}

/**
 * The events of a stream with the byte at which each was whole, so that its time of arrival is that of the read which
 * brought that byte. What is left behind the last empty line is no event (WHATWG HTML, "Server-sent events").
 */
export function readSse(bytes: Uint8Array): readonly SseEvent[] {
  const events: SseEvent[] = [];
  const decoder = new TextDecoder();
  let end = 0;
  const parser = createParser({
    onEvent: ({ event, data, id }) => events.push({ event: event ?? 'message', data, id: id ?? null, end }),
    onComment: (data) => events.push({ event: 'comment', data, id: null, end }),
  });
  let start = 0;
  for (const lineEnd of lineEnds(bytes)) {
    end = lineEnd;
    const line = decoder.decode(bytes.subarray(start, lineEnd), { stream: true });
    // Behind a CR the parser waits for an LF, which may never come.
    parser.feed(line.endsWith('\r') ? `${line.slice(0, -1)}\n` : line);
    start = lineEnd;
  }
  return events;
}
