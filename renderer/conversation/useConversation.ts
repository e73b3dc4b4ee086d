import { useEffect, useState } from 'react';
import type { ConversationView } from '../../shared/contract/conversation.ts';
import { decode } from '../../shared/contract/encoded.ts';
import { useConnection } from '../store/connection.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { useSends } from '../store/sends.ts';

/** The request as a conversation, worked out by the host whenever there is a new result; the last one stays meanwhile. */
export function useConversation(): ConversationView | null {
  const client = useConnection((state) => state.client);
  const result = useInspection((state) => state.result);
  const profile = useInspection((state) => state.asked?.profile ?? 'litellm-1.109');
  const view = useRouteView();
  const before = useSends(
    (state) => state.sends.find(({ request }) => request !== null)?.request?.bodyText ?? null,
  );
  const [read, setRead] = useState<ConversationView | null>(null);
  useEffect(() => {
    if (!client || !result || !view) return;
    const stop = new AbortController();
    const outgoing = view.outcome.kind === 'outgoing' ? view.outcome.outgoing : null;
    client
      .conversation(
        {
          text: result.requestText,
          body: outgoing?.bodyText ?? null,
          before,
          converse: view.route === 'converse',
          modelId: view.model?.modelId ?? '',
          profile,
        },
        { signal: stop.signal },
      )
      .then((answer) => setRead(decode(answer)))
      // A newer question took its place, or the connection went: the next one asks again.
      .catch(() => undefined);
    return () => stop.abort();
  }, [client, result, view, before, profile]);
  return read;
}
