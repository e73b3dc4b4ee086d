import { ServerResponse } from 'node:http';
import { constants } from 'node:http2';
import type { RawHeaders } from './admit.ts';
import { Gone } from './gone.ts';
import type { Request, Response } from './listener.ts';

/** One request and its answer, the same over HTTP/1.1 and HTTP/2. */
export interface Exchange {
  readonly method: string;
  /** Path and query exactly as received: signatures are made over the encoded form. */
  readonly target: string;
  /** Lower-case names; HTTP/2 pseudo-headers are included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers one by one as received, repetitions included. */
  readonly rawHeaders: RawHeaders;
  /** The version of HTTP that the client speaks, as in `1.1` or `2.0`. */
  readonly version: string;
  /** From when the client has gone away, or the answer is done. */
  readonly gone: Gone;
  /**
   * The whole request body; rejects with `BodyTooLarge` past `limit` bytes, with `BodyTooSlow` where none comes for
   * `patienceMs`, or when the client goes away.
   */
  body(limit: number, patienceMs: number): Promise<Buffer>;
  head(status: number, headers: Readonly<Record<string, string>>): void;
  /**
   * Sends status and headers at once, in their order and with repeated ones; a reader of the answer's head does not
   * wait for its first byte.
   */
  begin(status: number, words: string, headers: RawHeaders): void;
  /** Writes one piece at once; false where the client reads more slowly: wait for {@link drained}. */
  put(bytes: Uint8Array): boolean;
  /** Resolves when more may be written, or the client is gone. */
  drained(): Promise<void>;
  /** Writes one piece and resolves when more may be written. */
  write(bytes: Uint8Array): Promise<void>;
  end(bytes?: Uint8Array): void;
  /** Breaks the connection (HTTP/1.1: TCP reset) or the stream (HTTP/2: RST_STREAM). */
  reset(): Promise<void>;
}

const NOTHING = Buffer.alloc(0);
const RESET_GRACE_MS = 20;
/** A body that is too large is read to its end, so that its client reads the answer; up to so many times the limit. */
const MOST_OVER = 3;

export class BodyTooLarge extends Error {}
export class BodyTooSlow extends Error {}

/** What is told of a request that ended by `BodyTooSlow`. */
export const bodyStopped = (patienceMs: number): string =>
  `The client sent a part of its request, and then nothing for ${patienceMs / 1000} s: Strata cut the connection.`;

function readBody(request: Request, limit: number, patienceMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => reject(new BodyTooSlow(`${size} bytes`)), patienceMs);
    for (const done of ['end', 'error', 'close'] as const) request.on(done, () => clearTimeout(timer));
    request.on('data', (piece: Buffer) => {
      timer.refresh();
      size += piece.length;
      if (size <= limit) pieces.push(piece);
      else if (pieces.length > 0) pieces.length = 0;
      if (size > MOST_OVER * limit) request.destroy(new BodyTooLarge(`more than ${size} bytes`));
    });
    request.on('end', () =>
      size > limit ? reject(new BodyTooLarge(`${size} bytes`)) : resolve(Buffer.concat(pieces, size)),
    );
    request.on('error', reject);
    request.on('close', () => reject(new Error('the client went away')));
  });
}

const flatten = (headers: Request['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : String(value)]],
    ),
  );

const pairsOf = (raw: readonly string[]): RawHeaders =>
  raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1] ?? ''] as const] : []));

/** Waits for room in the response's buffer, or for its end. */
function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

/** Gives the last write time to reach the client: a TCP reset throws away what is still on its way. */
const sent = (response: Response): Promise<void> =>
  response.headersSent ? new Promise((resolve) => setTimeout(resolve, RESET_GRACE_MS)) : Promise.resolve();

const put = (response: Response, bytes: Uint8Array): boolean =>
  response instanceof ServerResponse ? response.write(bytes) : response.write(bytes);

/** HTTP/2 takes repeated headers as lists. */
function gathered(headers: RawHeaders): Record<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const list = lists.get(name.toLowerCase());
    if (list) list.push(value);
    else lists.set(name.toLowerCase(), [value]);
  }
  return Object.fromEntries(lists);
}

function begin(response: Response, status: number, words: string, headers: RawHeaders): void {
  if (response instanceof ServerResponse) {
    response.writeHead(status, words, headers.flat());
    // Sends the head at once, as flushHeaders() does, which writes it as UTF-8 however: bytes of a value beyond ASCII,
    // which Node reads as Latin-1, would come out as two.
    response.write(NOTHING);
    return;
  }
  const lists = gathered(headers);
  try {
    response.writeHead(status, lists);
  } catch {
    // Of a header that HTTP/2 allows once the first counts.
    response.writeHead(
      status,
      Object.fromEntries(Object.entries(lists).map(([name, [first = '']]) => [name, first])),
    );
  }
}

export function createExchange(request: Request, response: Response): Exchange {
  const gone = new Gone();
  response.on('close', () => gone.set());
  response.on('error', () => gone.set());
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: flatten(request.headers),
    gone,
    rawHeaders: pairsOf(request.rawHeaders),
    version: request.httpVersion,
    body: (limit, patienceMs) => readBody(request, limit, patienceMs),
    head: (status, headers) => {
      if (!gone.isSo) response.writeHead(status, headers);
    },
    begin: (status, words, headers) => {
      if (!gone.isSo) begin(response, status, words, headers);
    },
    put: (bytes) => gone.isSo || put(response, bytes),
    drained: () => (gone.isSo ? Promise.resolve() : drained(response)),
    write: async (bytes) => {
      if (gone.isSo || bytes.length === 0) return;
      if (!put(response, bytes)) await drained(response);
    },
    end: (bytes) => {
      if (gone.isSo) return;
      if (bytes && bytes.length > 0) put(response, bytes);
      response.end();
    },
    reset: async () => {
      await sent(response);
      if (response instanceof ServerResponse) response.socket?.resetAndDestroy();
      else response.stream?.close(constants.NGHTTP2_INTERNAL_ERROR);
    },
  };
}
