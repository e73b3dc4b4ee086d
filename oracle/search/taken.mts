import { Session } from 'node:inspector/promises';

/** Which blocks of one script ran since the last question, as `begin:end`. */
export async function watchBlocks(script: string): Promise<() => Promise<readonly string[]>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const found = result.filter(({ url }) => url.endsWith(script));
    return found.flatMap(({ functions }) =>
      functions.flatMap(({ ranges }) =>
        ranges
          .filter(({ count }) => count > 0)
          .map(({ startOffset, endOffset }) => `${startOffset}:${endOffset}`),
      ),
    );
  };
}
