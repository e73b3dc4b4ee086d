import { createExchange } from '../../../http/exchange.ts';
import { listen } from '../../../http/listener.ts';

/** A request as it came to the endpoint. */
export interface Recorded {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The answer's status. */
  readonly status: number;
}

export interface Recorder {
  readonly url: string;
  /** What came since it was asked last; a mark parts what came before it from what came after. */
  take(): readonly (readonly Recorded[])[];
  close(): Promise<void>;
}

const LARGEST = 32 * 1024 * 1024;
const PATIENCE_MS = 30_000;
/** Headers of a connection, which are not passed on. */
const OF_THE_CONNECTION =
  /^(?::|host$|connection$|content-length$|expect$|transfer-encoding$|content-encoding$)/;

const passed = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OF_THE_CONNECTION.test(name)));

/** The path that sets a mark. */
export const MARK = '/next';

/** Passes every request on to an endpoint as it came, over HTTP/1.1 or HTTP/2, and remembers it. */
export async function startRecorder(endpoint: string): Promise<Recorder> {
  let parts: Recorded[][] = [[]];
  const listener = await listen(0, null, (request, response) => {
    const exchange = createExchange(request, response);
    const { method, target, headers } = exchange;
    const work = async (): Promise<void> => {
      const body = await exchange.body(LARGEST, PATIENCE_MS);
      if (target === MARK) {
        parts.push([]);
        exchange.head(204, {});
        exchange.end();
        return;
      }
      const own = passed(Object.entries(headers));
      const answer = await fetch(`${endpoint}${target}`, {
        method,
        headers: own,
        body: new Uint8Array(body),
      });
      parts.at(-1)?.push({ path: target, headers: own, body: body.toString('utf8'), status: answer.status });
      exchange.head(answer.status, passed(answer.headers));
      exchange.end(new Uint8Array(await answer.arrayBuffer()));
    };
    work().catch(() => exchange.reset());
  });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    take: () => {
      const taken = parts;
      parts = [[]];
      return taken;
    },
    close: listener.close,
  };
}
