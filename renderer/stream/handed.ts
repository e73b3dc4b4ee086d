import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { standsFor } from '../../shared/pipeline/releases/stands-for.ts';
import type { HandedEvent } from '../../shared/way-back/chat.ts';
import { type ComparedAnswer, compareAnswer, eventsIn } from '../../shared/way-back/compare-answers.ts';
import { type Handed, handBack, wholeBody } from '../../shared/way-back/hand-back.ts';
import { type AnswerLoss, answerLosses } from '../../shared/way-back/losses.ts';
import type { Broken } from '../../shared/way-back/piece.ts';
import { answerOf } from '../../shared/way-back/read-frames.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';

/** What LiteLLM hands on, as the page shows it. */
export interface HandedAnswer {
  readonly title: string;
  /** In order; `no` counts them. */
  readonly events: readonly { readonly no: number; readonly event: HandedEvent }[];
  readonly broken: Broken | null;
  readonly losses: readonly AnswerLoss[];
  /** A real proxy's answer beside the predicted one; null where there is nothing to compare. */
  readonly beside: (ComparedAnswer & { readonly label: string }) | null;
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

/** The profile, and the recorded release that stands for it here. */
function nameOf(profile: ProfileId): string {
  const { label, release, strict } = profileOf(profile);
  const stands = strict ? null : standsFor(release);
  return stands === null ? label : `${label} (as recorded of ${stands})`;
}

const eventsOf = (handed: Handed): readonly HandedEvent[] =>
  handed.kind === 'whole' ? [{ frames: [], value: handed.value }] : handed.events;

/** What a running proxy really answered, beside what the profile hands on for such an answer. */
function proxyAnswer(send: Send): HandedAnswer | null {
  if (send.body === null) return null;
  const values = eventsIn(send.body);
  if (values.length === 0) return null;
  const call = send.answered && { ...send.answered, body: {} };
  const compared = call && compareAnswer(values, call);
  return {
    title: 'What the proxy answered',
    beside: compared && call ? { ...compared, label: profileOf(call.profile).label } : null,
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
    title: `${NAMES[call.form]}, ${nameOf(call.profile)}`,
    beside: null,
    events: events.map((event, no) => ({ no, event })),
    broken: handed.kind === 'stream' ? handed.broken : null,
    losses,
    text: events.map(({ value }) => JSON.stringify(value)).join('\n'),
  };
}
