import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '../../shared/contract/conversation.ts';
import { decode } from '../../shared/contract/encoded.ts';
import type { SessionRef } from '../../shared/contract/inspect-session.ts';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { changedBy } from '../../shared/delta/delta.ts';
import { type Splice, spliceBetween } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { useRouteView } from '../store/derived.ts';
import { answeredAbout, useInspection } from '../store/inspection.ts';
import { useSends, wasTaken } from '../store/sends.ts';

/** What the page holds of a session's conversation. */
interface Held extends SessionRef {
  readonly number: number;
  readonly view: ConversationView;
}

interface Question {
  readonly about: SessionRef;
  readonly before: Splice | null;
  readonly profile: ProfileId;
}

/** Asks once; null where the host has forgotten what is held. */
async function ask(
  client: Client,
  { about, before, profile }: Question,
  held: Held | null,
  signal: AbortSignal,
): Promise<Held | null> {
  const number = (held?.number ?? 0) + 1;
  const holds = held?.number ?? null;
  const question = { ...about, number, holds, before, profile };
  const answer = decode(await client.conversation(question, { signal }));
  if (answer.kind === 'unknown') return null;
  const view = (held?.view ?? null) as unknown as Json;
  const next = answer.delta ? changedBy(view, answer.delta) : view;
  return { ...about, number, view: next as unknown as ConversationView };
}

const bodyOf = (view: RouteView): string | null =>
  view.outcome.kind === 'outgoing' ? view.outcome.outgoing.bodyText : null;

/** The body that was sent before, as a change of the present one. */
function sentBefore(view: RouteView, before: string | null): Splice | null {
  const body = bodyOf(view);
  if (body === null || before === null) return null;
  return spliceBetween(body, before) ?? { from: 0, to: 0, insert: '' };
}

/** The request as a conversation, worked out by the host whenever there is a new result; the last one stays meanwhile. */
export function useConversation(): ConversationView | null {
  const client = useConnection((state) => state.client);
  const asked = useInspection((state) => state.asked);
  const view = useRouteView();
  // One that was refused has left nothing in a cache.
  const before = useSends((state) => state.sends.find(wasTaken)?.request?.bodyText ?? null);
  const held = useRef<Held | null>(null);
  const [read, setRead] = useState<ConversationView | null>(null);
  useEffect(() => {
    if (!client || !asked || !view) return;
    const about = answeredAbout(client, asked.text);
    if (!about) return;
    const stop = new AbortController();
    const { signal } = stop;
    const question: Question = { about, before: sentBefore(view, before), profile: asked.profile };
    const known = held.current?.session === about.session ? held.current : null;
    const answered = ask(client, question, known, signal).then(
      (answer) => answer ?? ask(client, question, null, signal),
    );
    answered
      .then((answer) => {
        if (signal.aborted || !answer) return;
        held.current = answer;
        setRead(answer.view);
      })
      // A newer question took its place, or the connection went: the next one asks again.
      .catch(() => undefined);
    return () => stop.abort();
  }, [client, asked, view, before]);
  return read;
}
