import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { type RawHeaders, refuseForeign } from '../http/admit.ts';
import { createMcpServer } from './server.ts';
import type { Context } from './tool.ts';

const PATH = '/mcp';
/** Clients that do not finish the head of a request, or all of it, are not waited for longer, milliseconds. */
export interface Patience {
  readonly headMs: number;
  readonly requestMs: number;
}

const PATIENCE: Patience = { headMs: 10_000, requestMs: 30_000 };
/** Node looks after its connections every so often; twice a minute unless told. */
const LOOKS_PER_HEAD = 4;

export interface McpHttp {
  readonly url: string;
  /** What a client sends as `Authorization: Bearer …`. */
  readonly token: string;
  close(): Promise<void>;
}

const rawHeaders = ({ rawHeaders: list }: IncomingMessage): RawHeaders =>
  list.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), list[at + 1] ?? ''] as const] : []));

function mayEnter(given: string | undefined, token: string): boolean {
  const [asked, right] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${token}`)];
  return asked.length === right.length && timingSafeEqual(asked, right);
}

/** What goes with a refusal, by its status. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  405: { allow: 'POST' },
};

function refuse(response: ServerResponse, status: number, message: string): void {
  const headers: Readonly<Record<string, string>> = HEADERS[status] ?? {};
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }));
}

/** Each request stands for itself: tools keep nothing between calls, so there are no sessions to hold or to lose. */
async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const server = createMcpServer(context);
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on('close', () => {
    void transport.close();
    void server.close();
  });
  // The SDK's own declaration of `onclose` does not pass exactOptionalPropertyTypes.
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response);
}

/**
 * Serves the tools on 127.0.0.1 to whoever has the token. Foreign hosts and web pages are refused before it is looked
 * at. Rejects with the system's error where the port is taken.
 */
export async function serveMcp(
  context: Context,
  port: number,
  token = randomBytes(24).toString('base64url'),
  { headMs, requestMs }: Patience = PATIENCE,
): Promise<McpHttp> {
  const options = {
    headersTimeout: headMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: headMs / LOOKS_PER_HEAD,
  };
  const server = createServer(options, (request, response) => {
    const foreign = refuseForeign(rawHeaders(request), 'Strata');
    if (foreign) return refuse(response, foreign.status, foreign.message);
    if (!mayEnter(request.headers.authorization, token))
      return refuse(response, 401, 'The token is missing or wrong.');
    if (request.url?.split('?')[0] !== PATH) return refuse(response, 404, `There is only ${PATH} here.`);
    // Nothing is ever told unasked, and there is no session to end: a stream that GET opens would be held for nothing.
    if (request.method !== 'POST') return refuse(response, 405, 'There is only POST here.');
    answer(context, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'Strata itself fails on this request.');
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}${PATH}`,
    token,
    close: async () => {
      server.close();
      server.closeAllConnections?.();
      await once(server, 'close').catch(() => undefined);
    },
  };
}
