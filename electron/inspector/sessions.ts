import type { ConversationView } from '../../shared/contract/conversation.ts';
import { filteredApart } from '../../shared/contract/filtered-apart.ts';
import {
  baseOf,
  type ConversationAnswer,
  type ConversationQuestion,
  type SessionAnswer,
  type SessionQuestion,
} from '../../shared/contract/inspect-session.ts';
import type { InspectResult } from '../../shared/contract/inspection.ts';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { deltaBetween } from '../../shared/delta/delta.ts';
import { type Splice, spliced } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import { Follower } from '../../shared/strict/follower.ts';
import { conversationView } from './conversation.ts';
import { inspect } from './inspect.ts';
import { Trials } from './trials.ts';

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

/** A question that was answered. */
interface Answered {
  readonly text: string;
  /** The last result that could be read, then or earlier. */
  readonly result: Inspected | null;
}

interface Following {
  readonly follower: Follower;
  readonly trials: Trials;
}

/** A change of more than this is no edit but another request, UTF-16 units. */
const LARGEST_EDIT = 20_000;

const isOther = (given: SessionQuestion['text']): boolean =>
  typeof given === 'string' ||
  (given.splice !== null && given.splice.insert.length + given.splice.to - given.splice.from > LARGEST_EDIT);

/** So many sessions are remembered, the last ones asked. */
const MOST_SESSIONS = 6;

/** What pages ask again and again while a request is edited: each answer tells only what is other than before. */
export class Sessions {
  /** The conversation that each page holds. */
  readonly #read = new Map<string, { readonly number: number; readonly view: ConversationView }>();
  readonly #answered = new Map<string, ReadonlyMap<number, Answered>>();
  /** What follows the edits of each session. */
  readonly #following = new Map<string, Following>();

  /** Throws where the text has grown beyond what is taken. */
  answer(
    { session, number, text: given, holds, trials, ...input }: SessionQuestion,
    config: ProxyConfig | null,
  ): SessionAnswer {
    const known = this.#answered.get(session);
    const base = typeof given === 'string' ? null : known?.get(given.of);
    const held = holds === null ? null : known?.get(holds);
    if (base === undefined || held === undefined) return { kind: 'unknown' };
    const text = textOf(given, base?.text ?? '');
    if (text.length > MAX_TEXT) throw new Error('This request is larger than what Strata reads.');
    const following = this.#followingOf(session);
    if (isOther(given)) following.trials.forget();
    following.trials.begin(trials === 'later');
    const result = inspect({ ...input, text }, config, following.follower, following.trials);
    const last = result.kind === 'inspected' ? result : (held?.result ?? null);
    this.#remember(session, [
      [number, { text, result: last }],
      // A question that the page gave up is answered all the same: what the page holds stays known.
      ...(holds !== null && held ? [[holds, held] as const] : []),
    ]);
    if (result.kind === 'unreadable') return { kind: 'unreadable', problems: result.problems };
    const before = baseOf(held ?? null, text);
    const { rest, filtered } = isOther(given) ? filteredApart(result) : { rest: result, filtered: [] };
    const delta = deltaBetween(before as unknown as Json, rest as unknown as Json);
    return { kind: 'inspected', delta, filtered };
  }

  conversation({ session, of, number, holds, before, profile }: ConversationQuestion): ConversationAnswer {
    const result = this.#answered.get(session)?.get(of)?.result;
    const held = holds === null ? null : this.#read.get(session);
    if (!result || held === undefined || (held && held.number !== holds)) return { kind: 'unknown' };
    const view = readingOf(result, before, profile);
    this.#read.delete(session);
    this.#read.set(session, { number, view });
    forgetOldest(this.#read);
    return {
      kind: 'read',
      delta: deltaBetween((held?.view ?? null) as unknown as Json, view as unknown as Json),
    };
  }

  #followingOf(session: string): Following {
    const following = this.#following.get(session) ?? { follower: new Follower(), trials: new Trials() };
    this.#following.delete(session);
    this.#following.set(session, following);
    forgetOldest(this.#following);
    return following;
  }

  #remember(session: string, answered: readonly (readonly [number, Answered])[]): void {
    this.#answered.delete(session);
    this.#answered.set(session, new Map(answered));
    forgetOldest(this.#answered);
  }
}

function forgetOldest(sessions: Map<string, unknown>): void {
  for (const oldest of [...sessions.keys()].slice(0, -MOST_SESSIONS)) sessions.delete(oldest);
}

/** The first view of a result as a conversation. */
function readingOf(result: Inspected, before: Splice | null, profile: ProfileId): ConversationView {
  const [view] = result.views;
  const body = view?.outcome.kind === 'outgoing' ? view.outcome.outgoing.bodyText : null;
  return conversationView({
    text: result.requestText,
    body,
    before: body !== null && before ? spliced(body, before) : null,
    converse: view?.route === 'converse',
    modelId: view?.model?.modelId ?? '',
    profile,
  });
}

function textOf(given: SessionQuestion['text'], base: string): string {
  if (typeof given === 'string') return given;
  return given.splice ? spliced(base, given.splice) : base;
}
