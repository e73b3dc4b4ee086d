import type { SendEvent } from '../../shared/contract/sending.ts';

/** Events, and bytes of frames, that may be on their way to a page which has not yet said that it took them. */
const WINDOW_EVENTS = 64;
const WINDOW_BYTES = 4 * 1024 * 1024;

const weightOf = (event: SendEvent): number => {
  if (event.type === 'frames') return event.frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
  return event.type === 'body' ? event.text.length : 0;
};

interface Flow {
  /** Weights of the events that were given and not yet taken. */
  readonly open: number[];
  given: number;
  bytes: number;
  wake: () => void;
}

/**
 * Holds events back from a page that does not take them. Neither a WebSocket nor a MessagePort tells how much waits in
 * it, and a page that stands still would have all of it pile up in memory; so pages say what they took.
 */
export class Flows {
  readonly #flows = new Map<string, Flow>();

  /** The page took this many events of the flow in all. Unknown flows are over already. */
  took(name: string, events: number): void {
    const flow = this.#flows.get(name);
    if (!flow) return;
    while (flow.open.length > 0 && flow.given - flow.open.length < events)
      flow.bytes -= flow.open.shift() ?? 0;
    flow.wake();
  }

  /** The events as they come, as long as not too many are under way. */
  async *pace(
    name: string,
    events: AsyncIterable<SendEvent>,
    signal: AbortSignal,
  ): AsyncGenerator<SendEvent> {
    const flow: Flow = { open: [], given: 0, bytes: 0, wake: () => undefined };
    this.#flows.set(name, flow);
    const onAbort = (): void => flow.wake();
    signal.addEventListener('abort', onAbort);
    try {
      for await (const event of events) {
        const weight = weightOf(event);
        flow.open.push(weight);
        flow.given++;
        flow.bytes += weight;
        yield event;
        while (!signal.aborted && (flow.open.length >= WINDOW_EVENTS || flow.bytes > WINDOW_BYTES)) {
          await new Promise<void>((resolve) => {
            flow.wake = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#flows.delete(name);
    }
  }
}
