import { afterEach, expect, it, vi } from 'vitest';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { followRequest, useInspection } from '../store/inspection.ts';
import { typeText } from '../store/request.ts';
import { onceRead } from './once-read.ts';

followRequest();
afterEach(() => {
  useConnection.setState(useConnection.getInitialState(), true);
  useInspection.setState(useInspection.getInitialState(), true);
});

it('what is shared waits until the text at hand is read', async () => {
  let answer = (): void => undefined;
  // However often it is asked: other tests follow the request, too.
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const unreadable = { json: JSON.stringify({ kind: 'unreadable', problems: [] }) };
  const client = { inspectNext: () => answered.then(() => unreadable) };
  typeText('{"a": 1}');
  useConnection.setState({ client: client as unknown as Client });
  const read = vi.fn();
  void onceRead().then(read);
  await new Promise((resolve) => setTimeout(resolve));
  expect(read).not.toHaveBeenCalled();
  answer();
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
});

it('does not wait where nothing is asked', async () => {
  typeText('{"a": 2}');
  await onceRead();
});
