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

/** The ends of the lines of a stream, in bytes: an event is over with the empty line behind it. */
function* lineEnds(bytes: Uint8Array): Generator<number> {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) yield at + 1;
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
    parser.feed(decoder.decode(bytes.subarray(start, lineEnd), { stream: true }));
    start = lineEnd;
  }
  return events;
}
