import { isArray, isObject, type Json } from '../json/json.ts';
import { valueIn } from '../json/parse.ts';
import { readDeltas } from '../recording/deltas.ts';
import type { Delta, RecordedFrame, Usage } from '../recording/recording.ts';
import { NO_TYPE } from '../recording/response-events.ts';
import { NO_FRAMES, outcomeOf, type Summary, withFrame } from '../recording/summary.ts';
import { mergeUsage, NO_USAGE } from '../recording/usage.ts';
import { textsOf } from './said.ts';

/** What an answer says, and how. */
export interface AnswerFacts {
  readonly usage: Usage;
  readonly stopReason: string | null;
  /** The exception inside an answer that is streamed; empty where there is none. */
  readonly error: string;
  readonly failure: string;
  /** Frames or server-sent events. */
  readonly frames: number;
  readonly damaged: number;
  /** False where an answer that is streamed ended without a proper end. */
  readonly whole: boolean;
  readonly firstTokenMs: number | null;
  readonly texts: readonly string[];
}

/** Texts longer than this in all are not searched, UTF-16 units. */
const LONGEST = 1_000_000;

const isToken = ({ kind }: Delta): boolean =>
  kind === 'text' || kind === 'reasoning' || kind === 'tool-input';

/** Events behind which nothing comes. */
const CLOSING: ReadonlySet<string> = new Set(['message_stop', 'response.completed', 'response.incomplete']);

const STOPS = ['stop_reason', 'stopReason', 'finish_reason', 'completionReason'] as const;

function stopOf(value: Json): string | null {
  if (!isObject(value)) return null;
  const first = isArray(value.choices)
    ? value.choices[0]
    : isArray(value.results)
      ? value.results[0]
      : undefined;
  for (const holder of [value, first]) {
    if (!isObject(holder)) continue;
    for (const name of STOPS) if (typeof holder[name] === 'string') return holder[name];
  }
  const { incomplete_details: incomplete } = value;
  if (isObject(incomplete) && typeof incomplete.reason === 'string') return incomplete.reason;
  return null;
}

/** Gathers what an answer says while it comes. */
export class AnswerReader {
  #summary: Summary = NO_FRAMES;
  #frames = 0;
  #firstTokenMs: number | null = null;
  #usage: Usage = NO_USAGE;
  #stop: string | null = null;
  #closed = false;
  #failed: Extract<Delta, { kind: 'exception' }> | null = null;
  readonly #texts = new Map<string, string[]>();
  #length = 0;
  #firstEvent = '';

  /** The data of the first server-sent event: the refusal of a call that streams. */
  get firstEvent(): string {
    return this.#firstEvent;
  }

  frame(frame: RecordedFrame): void {
    this.#frames++;
    this.#summary = withFrame(this.#summary, frame);
    this.#take(frame.deltas, frame.arrivalMs);
  }

  /** The data of one server-sent event. */
  event(data: string, atMs: number): void {
    if (this.#frames++ === 0) this.#firstEvent = data.slice(0, LONGEST);
    if (data.trim() === '[DONE]') {
      this.#closed = true;
      return;
    }
    const value = valueIn(data);
    if (isObject(value) && CLOSING.has(String(value.type))) this.#closed = true;
    this.#usage = mergeUsage(
      this.#usage,
      isObject(value) && isObject(value.response) ? value.response : value,
    );
    const deltas = readDeltas('chunk', 'event', data);
    for (const delta of deltas) {
      if (delta.kind === 'stop') this.#stop = delta.reason;
      else if (delta.kind === 'exception') this.#failed = delta;
    }
    this.#take(deltas, atMs);
  }

  #take(deltas: readonly Delta[], atMs: number): void {
    for (const delta of deltas) {
      if (!isToken(delta) || !('text' in delta)) continue;
      this.#firstTokenMs ??= atMs;
      if (this.#length > LONGEST) continue;
      this.#length += delta.text.length;
      const key = `${delta.kind} ${'block' in delta ? delta.block : 0}`;
      const known = this.#texts.get(key);
      if (known) known.push(delta.text);
      else this.#texts.set(key, [delta.text]);
    }
  }

  /** What frames said. */
  ofFrames(): AnswerFacts {
    const { usage, stopReason, damaged, exception } = this.#summary;
    return {
      ...this.#common(usage, stopReason),
      error: exception?.type ?? '',
      failure: exception?.message ?? '',
      damaged,
      whole: outcomeOf(this.#summary) !== 'truncated',
    };
  }

  ofEvents(): AnswerFacts {
    const failed = this.#failed;
    return {
      ...this.#common(this.#usage, this.#stop),
      error: failed?.type ?? '',
      failure: failed?.message ?? '',
      whole: failed !== null || this.#closed || this.#stop !== null,
    };
  }

  #common(usage: Usage, stopReason: string | null): AnswerFacts {
    return {
      usage,
      stopReason,
      error: '',
      failure: '',
      frames: this.#frames,
      damaged: 0,
      whole: true,
      firstTokenMs: this.#firstTokenMs,
      texts: [...this.#texts.values()].map((pieces) => pieces.join('')),
    };
  }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The words of an error in Bedrock's form, OpenAI's, Anthropic's or a proxy's. */
function wordsOf(value: Json): string {
  if (!isObject(value)) return '';
  const { error, message, Message, detail } = value;
  const own = textOf(message) || textOf(Message) || textOf(detail);
  return own || (isObject(error) ? wordsOf(error) : textOf(error));
}

/** What an answer in one piece says. Its tokens come all at once: it has no first one. */
export function factsOfBody(text: string): AnswerFacts {
  const value = valueIn(text);
  const texts = value === null ? (text === '' ? [] : [text.slice(0, LONGEST)]) : textsOf(value);
  return {
    usage: mergeUsage(NO_USAGE, value),
    stopReason: stopOf(value),
    error: '',
    failure: '',
    frames: 0,
    damaged: 0,
    whole: true,
    firstTokenMs: null,
    texts,
  };
}

/** The exception of a refusal: its name from header or body, and its message. */
export function readRefusal(
  text: string,
  errorHeader: string | null,
): { readonly error: string; readonly failure: string } {
  const value = valueIn(text);
  const body = isObject(value) ? value : {};
  const inner = isObject(body.error) ? body.error : body;
  const type = [errorHeader?.split(':')[0], body.__type, inner.type, inner.code].find(
    (one) => typeof one === 'string' && one !== '' && one !== NO_TYPE,
  );
  return {
    error:
      String(type ?? '')
        .split('#')
        .pop() ?? '',
    failure: wordsOf(value),
  };
}
