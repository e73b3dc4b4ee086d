import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import type { HandedEvent } from '../../shared/way-back/chat.ts';
import { type Handed, handBack, wholeBody } from '../../shared/way-back/hand-back.ts';
import { type AnswerLoss, answerLosses } from '../../shared/way-back/losses.ts';
import type { Broken } from '../../shared/way-back/piece.ts';
import { answerOf } from '../../shared/way-back/read-frames.ts';
import { recordingOf, type Send } from '../store/sends.ts';

/** What LiteLLM hands on, as the page shows it. */
export interface HandedAnswer {
  readonly title: string;
  /** In order; `no` counts them. */
  readonly events: readonly { readonly no: number; readonly event: HandedEvent }[];
  readonly broken: Broken | null;
  readonly losses: readonly AnswerLoss[];
  /** All of it, as it is copied. */
  readonly text: string;
}

const NAMES = {
  chat: 'A chat completion, as litellm.completion gives it',
  messages: 'Anthropic’s events, as the messages API gives them',
  responses: 'Events of the Responses API',
} as const;

function sentBody(send: Send): JsonObject {
  try {
    const body: unknown = JSON.parse(send.request?.bodyText ?? '{}');
    return isObject(body as JsonObject) ? (body as JsonObject) : {};
  } catch {
    return {};
  }
}

const eventsOf = (handed: Handed): readonly HandedEvent[] =>
  handed.kind === 'whole' ? [{ frames: [], value: handed.value }] : handed.events;

/** Events of an SSE body, or the one value that a body is. */
function valuesIn(text: string): readonly JsonObject[] {
  const lines = text.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []));
  return (lines.length > 0 ? lines : [text]).flatMap((line) => {
    const value = wholeBody(line);
    return value ? [value] : [];
  });
}

/** What a running proxy really answered. */
function proxyAnswer(send: Send): HandedAnswer | null {
  if (send.body === null) return null;
  const values = valuesIn(send.body);
  if (values.length === 0) return null;
  return {
    title: 'What the proxy answered',
    events: values.map((value, no) => ({ no, event: { frames: [], value } })),
    broken: null,
    losses: [],
    text: send.body,
  };
}

/** What LiteLLM makes of the answer to a send; null where the call passed LiteLLM by or nothing came back. */
export function handedAnswer(send: Send): HandedAnswer | null {
  if (send.input.target.kind === 'proxy') return proxyAnswer(send);
  if (!send.answered) return null;
  const { frames } = recordingOf(send.id);
  const whole = send.body === null ? null : wholeBody(send.body);
  if (frames.length === 0 && whole === null) return null;
  const call = { ...send.answered, body: sentBody(send) };
  const handed = handBack(call, whole ? { kind: 'whole', body: whole } : answerOf(frames));
  const events = eventsOf(handed);
  const losses =
    handed.kind === 'stream' && frames.length > 0
      ? answerLosses(frames, handed, profileOf(call.profile).release)
      : [];
  return {
    title: `${NAMES[call.form]}, ${profileOf(call.profile).label}`,
    events: events.map((event, no) => ({ no, event })),
    broken: handed.kind === 'stream' ? handed.broken : null,
    losses,
    text: events.map(({ value }) => JSON.stringify(value)).join('\n'),
  };
}
