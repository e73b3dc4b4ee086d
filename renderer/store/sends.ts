import { create } from 'zustand';
import type { SendEvent, SendFailure, SendInput } from '../../shared/contract/sending.ts';
import type { Read } from '../../shared/eventstream/frame.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { Api } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Guardrail } from '../../shared/recording/guardrail.ts';
import type { RecordedFrame, Recording, Usage } from '../../shared/recording/recording.ts';
import { NO_FRAMES, outcomeOf, type Summary, withFrame } from '../../shared/recording/summary.ts';
import type { AnsweredCall } from '../../shared/way-back/hand-back.ts';
import { askForBeat } from './pulse.ts';
import { type Earlier, type LiveRecording, RecordingShelf } from './recordings.ts';

export type SendStatus = 'running' | 'complete' | 'cancelled' | 'failed' | 'truncated';

/** What was predicted for a request at the time it was sent. */
export interface Prediction {
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
}

/** One request that was sent in this session, and what came back. Times in ms since the request. */
export interface Send {
  readonly id: number;
  readonly title: string;
  /** The model string of the request. */
  readonly model: string;
  readonly startedAt: Date;
  readonly input: SendInput;
  /** True for a recording that was opened from a file: there is no request behind it. */
  readonly recorded: boolean;
  /** True where the simulator was told to let something go wrong. */
  readonly injected: boolean;
  readonly route: Route;
  readonly api: Api;
  /** What decides what LiteLLM makes of the answer; null for a call that passes LiteLLM by. */
  readonly answered: Omit<AnsweredCall, 'body'> | null;
  /** `stream_chunk_size` as the request gave it, bytes, or null. */
  readonly chunkSize: number | null;
  readonly prediction: Prediction | null;
  readonly status: SendStatus;
  readonly request: Extract<SendEvent, { type: 'request' }> | null;
  readonly response: Extract<SendEvent, { type: 'response' }> | null;
  readonly failure: SendFailure | null;
  /** The answer's body where it was not streamed. */
  readonly body: string | null;
  readonly usage: Usage | null;
  readonly stopReason: string | null;
  /** What a guardrail did to the answer; null where none was asked. */
  readonly guardrail: Guardrail | null;
  readonly endMs: number | null;
  /** What the stream had before the frames that are kept; null where all of them are. */
  readonly earlier: Earlier | null;
  /** Set where this window lagged behind and was given frames later: how many, and how many bytes. */
  readonly lagged: { readonly frames: number; readonly bytes: number } | null;
}

interface SendsState {
  /** Newest first. */
  readonly sends: readonly Send[];
  /** The send that the stream pane shows. */
  readonly shown: number | null;
}

/** Recordings of so many sends are kept; older sends keep their outcome only. */
const KEPT_SENDS = 40;

export const useSends = create<SendsState>(() => ({ sends: [], shown: null }));

const shelf = new RecordingShelf((id, earlier) => changeSend(id, { earlier }));

/** The stream of a send; empty where there is none. */
export const recordingOf = (id: number | null): LiveRecording => shelf.get(id);

export const shownSend = (state: SendsState): Send | null =>
  state.sends.find((send) => send.id === state.shown) ?? null;

export const runningSend = (state: SendsState): Send | null =>
  state.sends.find((send) => send.status === 'running') ?? null;

/** A request as it can be sent. */
interface Sendable {
  readonly text: string;
  readonly profile: ProfileId;
  readonly route: Route;
}

/** True where this very request was sent: its text, with the same release and on the same route. */
export const isSendOf = ({ input, route }: Pick<Send, 'input' | 'route'>, request: Sendable): boolean =>
  input.text === request.text && input.profile === request.profile && route === request.route;

/** A request on the screen; its route is null while nothing of it could be read. */
type OnScreen = Omit<Sendable, 'route'> & { readonly route: Route | null };

/** What a send is, in a few words, where it is none of the request on the screen; null where it is. */
export function strangerWords(
  { recorded, input, route }: Pick<Send, 'recorded' | 'input' | 'route'>,
  shown: OnScreen,
): string | null {
  if (recorded) return 'recording';
  if (input.text !== shown.text || input.profile !== shown.profile) return 'earlier request';
  return shown.route === null || shown.route === route ? null : `on the ${route} route`;
}

/** True once the other side took the request: its answer is no refusal. */
export const wasTaken = ({ response }: Pick<Send, 'response'>): boolean =>
  response !== null && response.status < 400;

let lastHeardMs = 0;

/** When the running send last heard of the other side, on the page's performance clock, milliseconds. */
export const heardAt = (): number => lastHeardMs;

/** Something came for the running send. */
export function hear(): void {
  lastHeardMs = performance.now();
}

let lastId = 0;

/** A number for a new send, unique in this session. */
export const nextSendId = (): number => ++lastId;

/** Puts a new send on top and shows it. */
export function addSend(send: Send): void {
  shelf.open(send.id);
  useSends.setState((state) => {
    const sends = [send, ...state.sends].slice(0, KEPT_SENDS);
    shelf.keepOnly(new Set(sends.map(({ id }) => id)));
    return { sends, shown: send.id };
  });
}

const failureOf = ({ exception }: Summary): SendFailure | null =>
  exception && {
    origin: 'bedrock',
    status: null,
    type: exception.type,
    message: exception.message,
    hint: exception.retry
      ? 'Sending the request again may help.'
      : 'Sending the same request again will not help.',
    requestId: null,
  };

/** Puts a recording from a file among the sends and shows it. */
export function restoreSend(title: string, model: string, { frames, reads, endMs }: Recording): void {
  const id = nextSendId();
  const summary = frames.reduce(withFrame, NO_FRAMES);
  addSend({
    id,
    title,
    model,
    startedAt: new Date(),
    input: { text: '', profile: 'strict', route: 'auto', target: { kind: 'simulator' } },
    recorded: true,
    answered: null,
    injected: false,
    route: 'invoke',
    api: 'chat',
    chunkSize: null,
    prediction: null,
    status: outcomeOf(summary),
    request: null,
    response: null,
    failure: failureOf(summary),
    body: null,
    usage: summary.usage,
    stopReason: summary.stopReason,
    guardrail: summary.guardrail,
    endMs,
    earlier: null,
    lagged: null,
  });
  appendFrames(id, frames, reads);
}

export function changeSend(id: number, change: Partial<Send>): void {
  useSends.setState((state) => ({
    sends: state.sends.map((send) => (send.id === id ? { ...send, ...change } : send)),
  }));
}

/** This window lagged behind by so much, once more. */
export function addLag(id: number, frames: number, bytes: number): void {
  const before = useSends.getState().sends.find((send) => send.id === id)?.lagged;
  changeSend(id, { lagged: { frames: (before?.frames ?? 0) + frames, bytes: (before?.bytes ?? 0) + bytes } });
}

export function showSend(id: number): void {
  useSends.setState({ shown: id });
}

/** Appends to the stream of a send; whoever draws it is told soon, in step with the screen. */
export function appendFrames(id: number, frames: readonly RecordedFrame[], reads: readonly Read[]): void {
  shelf.append(id, frames, reads);
  askForBeat();
}

/** UTF-16 units of a body that is kept, and of those of all sends together. */
const LONGEST_BODY = 16_000_000;
const ALL_BODIES = 48_000_000;

/** Keeps the body of an answer; of an endless one its beginning, and older ones give way to it. */
export function keepBody(id: number, text: string): void {
  const cut = text.length - LONGEST_BODY;
  const body = cut > 0 ? `${text.slice(0, LONGEST_BODY)}\n… ${cut} more characters are not kept.` : text;
  changeSend(id, { body });
  let room = ALL_BODIES;
  useSends.setState((state) => ({
    sends: state.sends.map((send) => {
      room -= send.body?.length ?? 0;
      return room >= 0 || send.id === id || send.body === null
        ? send
        : { ...send, body: 'This body gave way to newer ones.' };
    }),
  }));
}
