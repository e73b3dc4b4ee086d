import { decode } from '../../shared/contract/encoded.ts';
import { filteredIn } from '../../shared/contract/filtered-apart.ts';
import {
  type Answered,
  baseOf,
  type EditedText,
  type SessionQuestion,
  type SessionRef,
  type SessionText,
} from '../../shared/contract/inspect-session.ts';
import type { InspectInput, InspectResult } from '../../shared/contract/inspection.ts';
import { changedBy } from '../../shared/delta/delta.ts';
import { spliceBetween } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import type { Client } from '../client.ts';

/** The last question that was answered, and the last result that could be read. */
interface Held extends Answered {
  readonly client: Client;
  readonly number: number;
}

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;
type Input = InspectInput & Pick<SessionQuestion, 'trials'>;

const newName = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/**
 * Asks about a request again and again while it is edited. The host remembers what it answered last, so that a key in a
 * large request costs the channel a few hundred bytes, and whatever did not change stays the very same object.
 */
export class InspectSession {
  readonly #session = newName();
  #number = 0;
  #held: Held | null = null;

  /** The answered question about this very text, for a host that is asked for more of it; null where there is none. */
  refTo(client: Client, text: string): SessionRef | null {
    const held = this.#held;
    return held?.client === client && held.text === text ? { session: this.#session, of: held.number } : null;
  }

  /** A text by what was changed since the last answered question; null where there is none. */
  editOf(client: Client, text: string): EditedText | null {
    const held = this.#held;
    return held?.client === client
      ? { session: this.#session, of: held.number, splice: spliceBetween(held.text, text) }
      : null;
  }

  /** The next question tells the whole text, as if it were the first. */
  forget(): void {
    this.#held = null;
  }

  /** One question at a time. Rejects where the host cannot answer, or `signal` aborts. */
  async ask(client: Client, input: Input, signal?: AbortSignal): Promise<InspectResult> {
    const held = this.#held?.client === client ? this.#held : null;
    const answer = await this.#question(client, input, held, signal);
    if (answer) return answer;
    const whole = await this.#question(client, input, null, signal);
    if (!whole) throw new Error('The host could not inspect this request.');
    return whole;
  }

  /** Null where the host has forgotten what is held. */
  async #question(
    client: Client,
    { text, ...input }: Input,
    held: Held | null,
    signal: AbortSignal | undefined,
  ): Promise<InspectResult | null> {
    const number = ++this.#number;
    const change: SessionText = held ? { of: held.number, splice: spliceBetween(held.text, text) } : text;
    const question: SessionQuestion = {
      ...input,
      session: this.#session,
      number,
      text: change,
      holds: held?.number ?? null,
    };
    const answer = decode(await client.inspectNext(question, signal ? { signal } : {}));
    if (answer.kind === 'unknown') return null;
    if (answer.kind === 'unreadable') {
      this.#held = { client, number, text, result: held?.result ?? null };
      return answer;
    }
    const before = baseOf(held, text) as Json;
    const rest = (answer.delta ? changedBy(before, answer.delta) : before) as unknown as Inspected;
    const result = filteredIn(rest, answer.filtered);
    this.#held = { client, number, text, result };
    return result;
  }
}
