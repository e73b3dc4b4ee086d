import type { ExchangeSink } from './sink.ts';

const METHODS = [
  'opened',
  'requestBody',
  'requestEnded',
  'responseHead',
  'delivery',
  'ended',
  'described',
  'linked',
  'learn',
] as const satisfies readonly (keyof ExchangeSink)[];

/** A sink that hands everything to several. */
export function tee(sinks: readonly ExchangeSink[]): ExchangeSink {
  const entries = METHODS.map((method) => [
    method,
    (...args: readonly unknown[]): void => {
      for (const sink of sinks) (sink[method] as (...all: readonly unknown[]) => void)(...args);
    },
  ]);
  return Object.fromEntries(entries) as ExchangeSink;
}
