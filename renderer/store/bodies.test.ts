import { afterEach, expect, it } from 'vitest';
import { type Send, useSends } from './sends.ts';
import { addSend, keepBody, nextSendId } from './streams.ts';

afterEach(() => useSends.setState({ sends: [], shown: null }));

function sent(text: string): void {
  const id = nextSendId();
  addSend({ id, body: null, status: 'complete' } as Send);
  keepBody(id, text);
}

const kept = (): number => useSends.getState().sends.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);

it('keeps bodies in bounds: the beginning of an endless one, and the newest of many', () => {
  sent('x'.repeat(20_000_000));
  expect(useSends.getState().sends[0]?.body).toMatch(/x\n… 4000000 more characters are not kept\.$/);
  for (let i = 0; i < 30; i++) sent('y'.repeat(5_000_000));
  expect(kept()).toBeLessThan(60_000_000);
  expect(useSends.getState().sends[0]?.body).toHaveLength(5_000_000);
  expect(useSends.getState().sends.at(-1)?.body).toBe('This body gave way to newer ones.');
});

it('keeps a thousand sends in bounds', () => {
  for (let i = 0; i < 1_000; i++) sent('z'.repeat(100_000));
  expect(useSends.getState().sends.length).toBeLessThanOrEqual(40);
  expect(kept()).toBeLessThanOrEqual(4_000_000);
});
