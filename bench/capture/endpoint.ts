import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Frames of a stream, and of one of the model `short`. Streams that begin together go in step, but those of `apart`. */
export const FRAMES = 100;
const SHORT_FRAMES = 5;
/** Between two frames, milliseconds (STRATA_BENCH_GAP takes another); those of a short stream come at once. */
export const GAP_MS = Number(process.env.STRATA_BENCH_GAP ?? '20');
const FRAME_BYTES = 200;
/** Steps of this share of a gap spread streams of the model `apart` evenly over it, however many there are. */
const GOLDEN = 0.618;

export interface Endpoint {
  readonly url: string;
  /** Calls this when the connection of a stream ends, until it is told otherwise. */
  readonly whenClosed: (told: () => void) => void;
  readonly close: () => void;
}

/** An endpoint that answers a stream with frames that carry the time at which they left, anything else with a word. */
export async function startEndpoint(): Promise<Endpoint> {
  let onClosed: () => void = () => undefined;
  let apart = 0;
  const server = createServer(async (request, response) => {
    for await (const _piece of request);
    if (!request.url?.endsWith('-stream')) {
      response.end('{"ok":true}');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    let over = false;
    response.on('close', () => {
      over = true;
      onClosed();
    });
    const short = request.url.includes('/model/short/');
    if (request.url.includes('/model/apart/')) {
      apart = (apart + GAP_MS * GOLDEN) % GAP_MS;
      await new Promise((resolve) => setTimeout(resolve, apart));
    }
    for (let i = 0; i < (short ? SHORT_FRAMES : FRAMES) && !over; i++) {
      response.write(`${performance.now().toFixed(3)} `.padEnd(FRAME_BYTES, '.'));
      await new Promise((resolve) => (short ? setImmediate(resolve) : setTimeout(resolve, GAP_MS)));
    }
    response.end();
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    whenClosed: (told) => {
      onClosed = told;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
