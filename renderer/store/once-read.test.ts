import { afterEach, expect, it, vi } from 'vitest';
import type { Client } from '../client.ts';
import { useConnection } from './connection.ts';
import { followRequest, useInspection } from './inspection.ts';
import { onceRead } from './once-read.ts';
import { typeText } from './request.ts';

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
  void onceRead('then it is shown here').then(read);
  await new Promise((resolve) => setTimeout(resolve));
  expect(read).not.toHaveBeenCalled();
  answer();
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
});

it('does not wait where nothing is asked', async () => {
  typeText('{"a": 2}');
  await onceRead('then it is shown here');
});
