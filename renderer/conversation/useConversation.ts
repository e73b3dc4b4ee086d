import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '../../shared/contract/conversation.ts';
import { useConnection } from '../store/connection.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { useSends, wasTaken } from '../store/sends.ts';
import { type Held, readConversation, type Wanted } from './read-conversation.ts';

/**
 * The request as a conversation, worked out by the host whenever there is a new result; the last one stays meanwhile. One
 * question runs at a time and the newest is asked next: one that is given up half-way costs the host what it knows.
 */
export function useConversation(): ConversationView | null {
  const client = useConnection((state) => state.client);
  const asked = useInspection((state) => state.asked);
  const view = useRouteView();
  // One that was refused has left nothing in a cache.
  const before = useSends((state) => state.sends.find(wasTaken)?.request?.bodyText ?? null);
  const [held, setHeld] = useState<Held | null>(null);
  const [running, setRunning] = useState(false);
  const answered = useRef<Wanted | null>(null);
  useEffect(() => {
    const last = answered.current;
    const isNew =
      last?.client !== client || last?.asked !== asked || last.view !== view || last.before !== before;
    if (!client || !asked || !view || running || !isNew) return;
    const wanted: Wanted = { client, asked, view, before };
    answered.current = wanted;
    setRunning(true);
    readConversation(wanted, held)
      .then((answer) => answer && setHeld(answer))
      // The connection went: with the next one there is a new question.
      .catch(() => undefined)
      .finally(() => setRunning(false));
  }, [client, asked, view, before, held, running]);
  return held?.view ?? null;
}
