import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { type WebSocket, WebSocketServer } from 'ws';
import { COMMON_HEADERS, rendererFile } from '../renderer-files.ts';
import { serveChannel } from '../rpc-channel.ts';
import { Access } from './access.ts';

/** Largest message taken from the page, bytes: the longest request text, UTF-8 and JSON-escaped. */
const MAX_MESSAGE = 128 * 1024 * 1024;
/** Bytes that may wait in a connection whose page does not read. */
const MOST_UNSENT = 8 * 1024 * 1024;
const LOOK_EVERY_MS = 20;
const RPC_PATH = '/rpc';
/** Milliseconds between pings; a page that answers none in between is gone. */
const HEARTBEAT_MS = 30_000;

export interface BrowserHostOptions {
  /** What a page asks waits until it is there; where it never is, pages are left. */
  readonly router: AnyRouter | Promise<AnyRouter>;
  /** Absolute path of the built renderer. */
  readonly rendererDir: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface BrowserHost {
  readonly port: number;
  /** A link that opens the app in one browser, once and for a minute; each call makes the earlier ones void. */
  createLink(): string;
  /** Ends all connections, and with them their streams. */
  close(): Promise<void>;
}

const GO_ON = '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Strata</title>\n';

const isFromElsewhere = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-site'] !== undefined && headers['sec-fetch-site'] !== 'none';

/** `headers` has the first of several alone. */
const namesOneHost = ({ headersDistinct }: IncomingMessage): boolean => headersDistinct.host?.length === 1;

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...COMMON_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

/** A client that keeps its own end open would hold the connection for ever: nobody looks after it any more. */
function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

/**
 * Serves the renderer and the inspector's API on loopback, for one user's own browser.
 *
 * Throws (rejects) with Node's own error where the port is taken or not allowed.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve(server.off('error', reject) && undefined));
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const access = new Access(port);
  const router = Promise.resolve(options.router);
  // Pages that wait for it see that it failed; where there is none, whoever opens it does.
  router.catch(() => undefined);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!namesOneHost(request))
      return answerText(response, 400, 'The request has more than one Host header.');
    if (!access.knowsHost(request)) return answerText(response, 421, 'This host answers on loopback only.');
    if (!access.sameOrigin(request)) return answerText(response, 403, 'Requests of other sites are refused.');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answerText(response, 405, 'Only GET and HEAD are served here.');
    }
    const url = new URL(request.url ?? '/', origin);
    const token = url.searchParams.get('token');
    if (url.pathname === '/' && token !== null && request.method === 'GET') {
      const cookie = access.redeem(token);
      if (cookie !== null || access.hasSession(request)) {
        const setCookie = cookie === null ? {} : { 'set-cookie': cookie };
        const headers = { ...COMMON_HEADERS, ...setCookie, 'cache-control': 'no-store' };
        // A redirect counts as begun by whoever linked here, and gets no SameSite=Strict cookie; a page of our own does.
        if (isFromElsewhere(request)) {
          response.writeHead(200, {
            ...headers,
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': "default-src 'none'",
          });
          response.end(GO_ON);
        } else {
          response.writeHead(303, { ...headers, location: '/' });
          response.end();
        }
        return;
      }
    }
    if (!access.hasSession(request)) {
      return answerText(
        response,
        403,
        'This page needs the link that Strata printed when it started. A link works once and for a minute: press Enter in its terminal for a new one.',
      );
    }
    const connect = `'self' ws://${request.headers.host}`;
    const file = await rendererFile(options.rendererDir, url.pathname, connect);
    response.writeHead(file.status, { ...file.headers, 'content-length': file.body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  };

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else answerText(response, 400, 'The request cannot be read.');
    });
  });

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url !== RPC_PATH) return refuseUpgrade(socket, '404 Not Found');
    if (!namesOneHost(request) || !access.allowsUpgrade(request))
      return refuseUpgrade(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (connection) => {
      keepAlive(connection);
      void serveOnceThere(router, connection);
    });
  });

  return {
    port,
    createLink: () => `${origin}/?token=${access.issueToken()}`,
    close: () =>
      new Promise((resolve) => {
        for (const connection of sockets.clients) connection.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes nothing from a page before somebody answers it. */
async function serveOnceThere(router: Promise<AnyRouter>, connection: WebSocket): Promise<void> {
  connection.pause();
  try {
    serve(await router, connection);
    connection.resume();
  } catch {
    connection.terminate();
  }
}

/** Answers on a connection; a page that does not read makes what is for it wait where it comes from. */
function serve(router: AnyRouter, connection: WebSocket): void {
  serveChannel(router, {
    send: (message) => {
      connection.send(message);
      return connection.bufferedAmount > MOST_UNSENT ? sent(connection) : undefined;
    },
    onMessage: (listener) =>
      void connection.on('message', (data: Buffer, isBinary: boolean) =>
        listener(isBinary ? new Uint8Array(data) : data.toString('utf8')),
      ),
    onClose: (listener) => void connection.on('close', listener),
  });
}

/** Resolves once most of what waits has been sent, or the connection is gone. */
function sent(connection: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (connection.readyState === connection.OPEN && connection.bufferedAmount > MOST_UNSENT / 2) return;
      clearInterval(timer);
      resolve();
    }, LOOK_EVERY_MS);
  });
}

/** Ends a connection whose page went away without saying so, and with it the page's streams. */
function keepAlive(connection: WebSocket): void {
  let alive = true;
  connection.on('error', () => connection.terminate());
  connection.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) return connection.terminate();
    alive = false;
    connection.ping();
  }, HEARTBEAT_MS);
  connection.on('close', () => clearInterval(timer));
}
