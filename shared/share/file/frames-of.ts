import { framesOf, readsOf } from '../../capture/digest.ts';
import { EVENT_STREAM } from '../../capture/media-types.ts';
import { isShown } from '../../recording/deltas.ts';
import type { RecordedFrame } from '../../recording/recording.ts';
import type { StreamFacts } from '../report/facts.ts';
import { streamFacts } from '../report/stream-facts.ts';
import { bytesOf, type SharedExchange } from './shared-exchange.ts';

/** A stream, read out of the bytes of an answer. */
export interface Digested {
  readonly frames: readonly RecordedFrame[];
  /** What a reader saw. */
  readonly text: string;
  readonly facts: StreamFacts | null;
}

/** The frames of an exchange's answer; null where it is no event stream. */
export function digestFrames({
  responseHeaders,
  response,
  deliveries,
  endMs,
}: SharedExchange): Digested | null {
  const type = responseHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (!type.startsWith(EVENT_STREAM)) return null;
  const bytes = bytesOf(response);
  const reads = deliveries.map(([offset, atMs]) => ({ offset, atMs }));
  const frames = framesOf(bytes, reads);
  const facts = streamFacts({
    frames: frames.map(({ length, deltas }) => ({ length, visible: deltas.some(isShown) })),
    reads: readsOf(reads, bytes.length),
    endMs,
    chunkSize: null,
  });
  const text = frames
    .flatMap(({ deltas }) => deltas.flatMap((delta) => (delta.kind === 'text' ? [delta.text] : [])))
    .join('');
  return { frames, text, facts };
}
