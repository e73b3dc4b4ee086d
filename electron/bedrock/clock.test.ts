import { afterEach, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { requestOf, sendAll } from '../simulator/testing/send-all.ts';

let simulator: Simulator | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await simulator?.close();
});

test.each([
  ['forward by a day', 86_400_000],
  ['back by a year', -365 * 86_400_000],
])(
  'a clock that is set %s in the middle of a stream changes neither its times nor its end',
  async (_, jump) => {
    simulator = await startSimulator({
      settings: {
        tokensPerSecond: 60,
        firstTokenDelayMs: 0,
        answer: 'one two three four five six seven eight',
      },
    });
    const target = { kind: 'simulator', url: simulator.url } as const;
    const body = { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] };
    const now = Date.now();
    const sending = sendAll(
      requestOf('ConverseStream', 'us.anthropic.claude-sonnet-4-20250514-v1:0', body),
      target,
      new AbortController().signal,
      { silenceMs: 5_000 },
    );
    setTimeout(() => vi.useFakeTimers({ toFake: ['Date'], now: now + jump }), 60);
    const { frames, end } = await sending;
    const times = frames.map(({ arrivalMs }) => arrivalMs);
    expect(end.reason).toBe('complete');
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times, end.atMs)).toBeLessThan(60_000);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
  },
);
