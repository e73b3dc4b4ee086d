import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from './limits.ts';

interface Waiting {
  /** Requests whose answer is not done. */
  running: number;
  /** When the last answer was done, or the connection came. */
  idleSinceMs: number;
  /** When the first byte of the next request came; null before. */
  headSinceMs: number | null;
  /** Bytes read up to the end of the last request. */
  seen: number;
}

const REFUSAL = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * Cuts HTTP/1.1 connections on which a head stays half sent or nothing is asked for. Node has such limits, but
 * checks them only for servers that listen themselves; this one is handed its connections.
 */
export class Patience {
  readonly #waiting = new Map<Socket, Waiting>();
  readonly #limits: Limits;
  readonly #timer: NodeJS.Timeout;

  constructor(http1: Server, limits: Limits) {
    this.#limits = limits;
    http1.on('request', (request, response) => {
      const waiting = this.#waiting.get(request.socket);
      if (!waiting) return;
      waiting.running++;
      waiting.headSinceMs = null;
      response.once('close', () => {
        waiting.running--;
        waiting.idleSinceMs = performance.now();
        waiting.seen = request.socket.bytesRead;
      });
    });
    const every = Math.max(20, Math.min(1000, limits.headMs / 4, limits.idleMs / 4));
    this.#timer = setInterval(() => this.#look(), every);
    this.#timer.unref();
  }

  /** Has an eye on a connection until it closes or is let go. */
  watch(socket: Socket): void {
    const now = performance.now();
    this.#waiting.set(socket, { running: 0, idleSinceMs: now, headSinceMs: null, seen: 0 });
    socket.once('close', () => this.#waiting.delete(socket));
  }

  /** Leaves a connection alone from here on. */
  release(socket: Socket): void {
    this.#waiting.delete(socket);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.now();
    for (const [socket, waiting] of this.#waiting) {
      if (waiting.running > 0) continue;
      if (socket.bytesRead > waiting.seen) waiting.headSinceMs ??= now;
      const { headSinceMs, idleSinceMs } = waiting;
      if (headSinceMs !== null && now - headSinceMs > this.#limits.headMs) {
        socket.end(REFUSAL);
        socket.destroySoon();
        this.#waiting.delete(socket);
      } else if (headSinceMs === null && now - idleSinceMs > this.#limits.idleMs) socket.destroy();
    }
  }
}
