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
] as const satisfies readonly Exclude<keyof ExchangeSink, 'learn'>[];

/** A sink that hands everything to several. */
export function tee(sinks: readonly ExchangeSink[]): ExchangeSink {
  const entries = METHODS.map((method) => [
    method,
    // None takes more than three: a list of them would be made anew for every piece of every answer.
    (first: unknown, second: unknown, third: unknown): void => {
      for (const sink of sinks) (sink[method] as (...all: readonly unknown[]) => void)(first, second, third);
    },
  ]);
  const learn: ExchangeSink['learn'] = (...secrets) => {
    for (const sink of sinks) sink.learn(...secrets);
  };
  return { ...Object.fromEntries(entries), learn } as ExchangeSink;
}
