import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  /** As it stands in the request line. */
  readonly path: string;
  /** Lower case; without those of HTTP and of signing. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyText: string;
}

/** Headers of HTTP and of signing; what remains was set by a transform or by the caller. */
const NOT_OF_A_TRANSFORM: ReadonlySet<string> = new Set([
  ...['accept', 'accept-encoding', 'authorization', 'connection', 'content-length', 'content-type', 'host'],
  ...['transfer-encoding', 'user-agent', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
]);

/** More than any request that is read at all, bytes. */
const MOST = 128 * 1024 * 1024;

/** What LiteLLM reads as Bedrock’s answer: a refusal, so that nothing is tried again. */
const ANSWER = '{"message":"received"}';

/** Takes what a LiteLLM of this machine sends, on a port of loopback and under a path that only that process knows. */
export class Receiver {
  readonly #server = createServer();
  readonly #prefix = `/${randomBytes(16).toString('hex')}`;
  #taken: Received[] = [];

  constructor() {
    this.#server.on('request', (request, response) => {
      const { method, url = '' } = request;
      if (method !== 'POST' || !url.startsWith(`${this.#prefix}/`)) {
        response.writeHead(404).end();
        return;
      }
      const pieces: Buffer[] = [];
      let size = 0;
      request.on('data', (piece: Buffer) => {
        size += piece.byteLength;
        if (size > MOST) request.destroy();
        else pieces.push(piece);
      });
      request.on('error', () => response.destroy());
      request.on('end', () => {
        const headers = Object.entries(request.headers).flatMap(([name, value]) =>
          NOT_OF_A_TRANSFORM.has(name) || value === undefined ? [] : [[name, String(value)] as const],
        );
        this.#taken.push({
          path: url.slice(this.#prefix.length),
          headers: Object.fromEntries(headers),
          bodyText: Buffer.concat(pieces).toString('utf8'),
        });
        response.writeHead(400, { 'content-type': 'application/json' }).end(ANSWER);
      });
    });
  }

  /** Begins to listen; gives the port and the address that LiteLLM takes for Bedrock’s. */
  async open(): Promise<{ readonly port: number; readonly url: string }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return { port, url: `http://127.0.0.1:${port}${this.#prefix}` };
  }

  /** What has come since the last call. */
  take(): readonly Received[] {
    const taken = this.#taken;
    this.#taken = [];
    return taken;
  }

  close(): void {
    this.#server.close();
    // Electron's old test runtime has no closeAllConnections.
    this.#server.closeAllConnections?.();
  }
}

/** Stands in a call for the address that the receiver has. */
export const RECEIVER = 'http://receiver.strata.invalid';
