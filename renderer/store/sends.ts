import { create } from 'zustand';
import type { SendEvent, SendFailure, SendInput } from '../../shared/contract/sending.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { Api } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Guardrail } from '../../shared/recording/guardrail.ts';
import type { Usage } from '../../shared/recording/recording.ts';
import type { AnsweredCall } from '../../shared/way-back/hand-back.ts';
import type { Earlier } from './recordings.ts';

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
  /** `stream_chunk_size` of the request in bytes; null without one that can be read in. */
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
  /** What stands for a request that goes once it is read; null while none waits. */
  readonly waiting: symbol | null;
}

export const useSends = create<SendsState>(() => ({ sends: [], shown: null, waiting: null }));

export const shownSend = (state: SendsState): Send | null =>
  state.sends.find((send) => send.id === state.shown) ?? null;

export const runningSend = (state: SendsState): Send | null =>
  state.sends.find((send) => send.status === 'running') ?? null;

/** True from the time on that something is to be sent until all of it is. */
export const isSending = (state: SendsState): boolean =>
  state.waiting !== null || runningSend(state) !== null;

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

export function showSend(id: number): void {
  useSends.setState({ shown: id });
}
