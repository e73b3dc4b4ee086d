import { afterEach, expect, it, vi } from 'vitest';
import type { SessionQuestion } from '../../shared/contract/inspect-session.ts';
import type { InspectResult, RouteView } from '../../shared/contract/inspection.ts';
import { deltaBetween } from '../../shared/delta/delta.ts';
import type { Json } from '../../shared/json/json.ts';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { answeredAbout, inspectAnew, useInspection } from '../store/inspection.ts';
import { typeText } from '../store/request.ts';
import { readConversation } from './read-conversation.ts';

const result = { kind: 'inspected', views: [] } as unknown as InspectResult;
const view = { outcome: { kind: 'refused' } } as unknown as RouteView;

afterEach(() => {
  useConnection.setState({ status: 'lost', client: null });
  useInspection.setState({ result: null, asked: null });
});

it('asks a host that has forgotten the request about it from the start', async () => {
  const asked: SessionQuestion['text'][] = [];
  let forgets = true;
  const client = {
    inspectNext: async ({ text }: SessionQuestion) => {
      asked.push(text);
      return {
        json: JSON.stringify({
          kind: 'inspected',
          delta: deltaBetween(null, result as unknown as Json),
          filtered: [],
        }),
      };
    },
    conversation: async () => ({
      json: JSON.stringify(
        forgets ? { kind: 'unknown' } : { kind: 'read', delta: { is: 'value', value: 'cards' } },
      ),
    }),
  } as unknown as Client;
  const text = '{"model": "m"}';
  const answered = () => vi.waitFor(() => expect(answeredAbout(client, text)).not.toBeNull());
  typeText(text);
  useConnection.setState({ status: 'open', client });
  inspectAnew();
  await answered();
  const wanted = () => {
    const now = useInspection.getState().asked;
    return { client, asked: now ?? { text: '', profile: 'litellm-1.87' as const }, view, before: null };
  };
  asked.length = 0;
  expect(await readConversation(wanted(), null)).toBeNull();
  await answered();
  expect(asked).toEqual([text]);
  forgets = false;
  expect(await readConversation(wanted(), null)).toMatchObject({ view: 'cards' });
});
