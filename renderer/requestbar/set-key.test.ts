import { afterEach, expect, it, vi } from 'vitest';
import { deltaBetween } from '../../shared/delta/delta.ts';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { followRequest, useInspection } from '../store/inspection.ts';
import { typeText, useRequest } from '../store/request.ts';
import { setRequestKey } from './set-key.ts';

// It comes on demand, and not too late for what this is about.
await import('../incoming/edits.ts');
followRequest();
afterEach(() => {
  useConnection.setState(useConnection.getInitialState(), true);
  useInspection.setState(useInspection.getInitialState(), true);
});

it('a key of a request that is still being read is set in that one, not in the one before', async () => {
  let read = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    read = resolve;
  });
  const result = { kind: 'inspected', requestText: '{"model": "new"}', recognised: {}, views: [] };
  const answer = {
    json: JSON.stringify({ kind: 'inspected', delta: deltaBetween(null, result), filtered: [] }),
  };
  typeText('litellm.completion(model="new")');
  useInspection.setState({
    result: { kind: 'inspected', requestText: '{"model": "old"}', views: [] } as never,
    asked: { ...useRequest.getState(), text: 'litellm.completion(model="old")' },
  });
  useConnection.setState({ client: { inspectNext: () => answered.then(() => answer) } as unknown as Client });
  const set = setRequestKey('top_k', 5);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(useRequest.getState().text).toBe('litellm.completion(model="new")');
  read();
  await set;
  await vi.waitFor(() => expect(JSON.parse(useRequest.getState().text)).toEqual({ model: 'new', top_k: 5 }));
});
