import type { ConversationView } from '../../shared/contract/conversation.ts';
import { decode } from '../../shared/contract/encoded.ts';
import type { SessionRef } from '../../shared/contract/inspect-session.ts';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { changedBy } from '../../shared/delta/delta.ts';
import { type Splice, spliceBetween } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Client } from '../client.ts';
import { answeredAbout, inspectAnew } from '../store/inspection.ts';

/** What the page holds of a session's conversation. */
export interface Held extends SessionRef {
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
): Promise<Held | null> {
  const number = (held?.number ?? 0) + 1;
  const holds = held?.number ?? null;
  const question = { ...about, number, holds, before, profile };
  const answer = decode(await client.conversation(question));
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

/** What the conversation is to be worked out of. */
export interface Wanted {
  readonly client: Client;
  readonly asked: { readonly text: string; readonly profile: ProfileId };
  readonly view: RouteView;
  /** The body that was sent before. */
  readonly before: string | null;
}

/**
 * Answers what is wanted, as a change of what is held; null where there is nothing to ask yet. A host that has forgotten
 * the request is asked about it anew, which makes a new result.
 */
export async function readConversation(
  { client, asked, view, before }: Wanted,
  held: Held | null,
): Promise<Held | null> {
  const about = answeredAbout(client, asked.text);
  if (!about) return null;
  const question: Question = { about, before: sentBefore(view, before), profile: asked.profile };
  const known = held?.session === about.session ? held : null;
  const answer = (await ask(client, question, known)) ?? (await ask(client, question, null));
  if (!answer) inspectAnew();
  return answer;
}
