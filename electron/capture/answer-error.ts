import type { Exchange } from '../http/exchange.ts';

/** An error of Strata's own, in the form that AWS clients read; its words say that Strata speaks. */
export function answerError(exchange: Exchange, status: number, type: string, message: string): void {
  const body = Buffer.from(JSON.stringify({ message: `Strata: ${message}` }));
  exchange.head(status, {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-amzn-errortype': type,
    'x-strata': 'refused',
  });
  exchange.end(body);
}
