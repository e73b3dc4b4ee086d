import { type Agent, request as requestHttp } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Endpoint } from './endpoint.ts';

/** What is asked with: 4 kB. */
export const BODY = JSON.stringify({ text: 'x'.repeat(4_000) });

/** What a client sees of a stream. */
export interface Stream {
  /** How late each frame came, milliseconds. */
  readonly late: readonly number[];
  /** From the request to the first byte of the answer's head, and of its body, milliseconds. */
  readonly headMs: number;
  readonly firstMs: number;
}

/** One stream, read to its end. */
export function stream(url: string, model = 'm'): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const late: number[] = [];
    const began = performance.now();
    let [headMs, firstMs] = [Number.NaN, Number.NaN];
    const request = requestHttp(`${url}/model/${model}/converse-stream`, { method: 'POST' }, (response) => {
      headMs = performance.now() - began;
      response.on('data', (piece: Buffer) => {
        const now = performance.now();
        if (Number.isNaN(firstMs)) firstMs = now - began;
        for (const [, left] of piece.toString().matchAll(/(\d+\.\d{3}) /g)) late.push(now - Number(left));
      });
      response.on('end', () => resolve({ late, headMs, firstMs }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(BODY);
  });
}

/** Runs `ask` so often in all, so many at once. */
export async function crowd(times: number, atOnce: number, ask: () => Promise<unknown>): Promise<void> {
  let left = times;
  const one = async (): Promise<void> => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** How long after its client left a stream's connection to the endpoint is closed, milliseconds. */
export function cancelled(url: string, { whenClosed }: Endpoint): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(`${url}/model/m/converse-stream`, { method: 'POST' }, (response) => {
      response.once('data', () => {
        const left = performance.now();
        whenClosed(() => resolve(performance.now() - left));
        request.destroy();
      });
      response.on('error', () => undefined);
    });
    request.on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || reject(error));
    request.end(BODY);
  });
}

/** One plain request, on a connection of `agent`'s. */
export const plainly = (url: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = requestHttp(`${url}/model/m/converse`, { method: 'POST', agent }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(BODY);
  });
