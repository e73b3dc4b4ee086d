import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { Patience } from './patience.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
/** The type of the first record of TLS (RFC 8446, 5.1). No method of HTTP begins so. */
const TLS_HANDSHAKE = 0x16;
/** An HTTP/2 client asks at once; what breaks the protocol in its first frames never does. */
const FIRST_REQUEST_MS = 5_000;
const HANDSHAKE_MS = 10_000;

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;
export type Handler = (request: Request, response: Response) => void;

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Listener {
  readonly port: number;
  /** Ends every connection at once and stops listening. */
  close(): Promise<void>;
}

/**
 * Tells HTTP/2 from HTTP/1.1 by the connection preface. Waits for more bytes as long as what has
 * come is a beginning of the preface, so it does not matter in what pieces they come.
 */
function sniff(socket: Socket, decide: (http2: boolean) => void, onTls: () => void): void {
  let seen: Buffer = Buffer.alloc(0);
  const stop = (): void => {
    socket.off('data', onData);
    socket.off('end', onEnd);
  };
  const onEnd = (): void => {
    stop();
    socket.destroy();
  };
  const onData = (piece: Buffer): void => {
    seen = seen.length === 0 ? piece : Buffer.concat([seen, piece]);
    if (seen[0] === TLS_HANDSHAKE) {
      stop();
      onTls();
      return;
    }
    const length = Math.min(seen.length, PREFACE.length);
    const matches = seen.compare(PREFACE, 0, length, 0, length) === 0;
    if (matches && seen.length < PREFACE.length) return;
    stop();
    socket.pause();
    socket.unshift(seen);
    decide(matches);
  };
  socket.on('data', onData);
  socket.on('end', onEnd);
}

/**
 * Closes a session on which nothing is asked for. Node's own HTTP/2 server keeps one open for ever where the client
 * broke the protocol in its first frames: it answers GOAWAY and then neither reads nor ends the connection.
 */
function closeIdle(session: ServerHttp2Session, { idleMs }: Limits): void {
  let open = 0;
  let timer: NodeJS.Timeout;
  const wait = (ms: number): void => {
    timer = setTimeout(() => session.close(), ms);
    timer.unref();
  };
  wait(Math.min(FIRST_REQUEST_MS, idleMs));
  session.on('stream', (stream) => {
    open += 1;
    clearTimeout(timer);
    stream.once('close', () => {
      open -= 1;
      if (open === 0) wait(idleMs);
    });
  });
  session.on('close', () => clearTimeout(timer));
}

/**
 * Listens on 127.0.0.1 for HTTP/1.1 and HTTP/2 on one port: told apart by the first bytes on a
 * plain port, by ALPN on a TLS port. `port` 0 takes a free one. Clients that keep a connection waiting
 * beyond `limits` are cut; bodies are the handler's to wait for.
 */
export async function listen(
  port: number,
  certificate: Certificate | null,
  handler: Handler,
  limits: Limits = DEFAULT_LIMITS,
  /** Called where a client begins TLS on a plain port, before its connection is closed. */
  onTls: () => void = () => undefined,
): Promise<Listener> {
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  const http1 = createHttp1({ keepAliveTimeout: limits.idleMs, maxHeaderSize: 256 * 1024 }, handler);
  const patience = new Patience(http1, limits);
  const http2 = createHttp2({ maxHeaderListPairs: 512 }, handler);
  http2.on('session', (session) => {
    sessions.add(session);
    closeIdle(session, limits);
    session.on('error', () => session.destroy());
    session.on('close', () => sessions.delete(session));
  });
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const give = (socket: Socket, toHttp2: boolean): void => {
    if (toHttp2) patience.release(socket);
    (toHttp2 ? http2 : http1).emit('connection', socket);
    if (!toHttp2) socket.resume();
  };
  const server = certificate
    ? createTls(
        { ...certificate, ALPNProtocols: ['h2', 'http/1.1'], handshakeTimeout: HANDSHAKE_MS },
        (socket) => {
          accept(socket);
          patience.watch(socket);
          give(socket, socket.alpnProtocol === 'h2');
        },
      )
    : createTcp((socket) => {
        accept(socket);
        patience.watch(socket);
        sniff(
          socket,
          (toHttp2) => give(socket, toHttp2),
          () => {
            onTls();
            socket.destroy();
          },
        );
      });
  if (certificate) server.on('connection', accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        patience.stop();
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
        for (const socket of sockets) socket.destroy();
      }),
  };
}
