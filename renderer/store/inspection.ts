import { create } from 'zustand';
import type { EditedText, SessionRef } from '../../shared/contract/inspect-session.ts';
import type { InspectResult } from '../../shared/contract/inspection.ts';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { DIRECT, type FormChoice } from '../../shared/input/forms.ts';
import type { InputProblem } from '../../shared/input/text-range.ts';
import type { ModuleSettings } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Client } from '../client.ts';
import { useConnection } from './connection.ts';
import { InspectSession } from './inspect-session.ts';
import { useProxy } from './proxy.ts';
import { type RouteChoice, useRequest } from './request.ts';
import { hasRested, isTyping, LARGE_TEXT, pauseAfterKey } from './typing.ts';

export type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

interface Asked {
  readonly document: number;
  readonly text: string;
  readonly profile: ProfileId;
  readonly route: RouteChoice;
  readonly form: FormChoice;
  readonly settings: ModuleSettings;
  readonly deployment: number;
  readonly call: number;
}

interface InspectionState {
  /** The last request that could be read; it stays while newer text of the same tab cannot. */
  readonly result: Inspected | null;
  /** What `result` was computed from. */
  readonly asked: Asked | null;
  /** Why the newest text cannot be read; empty where it can. */
  readonly problems: readonly InputProblem[];
  /** Why the host could not inspect at all, for example a text that is too large. */
  readonly failure: string | null;
  /** True while it is not known yet which buttons help. */
  readonly trying: boolean;
  /** True once an answer takes noticeably long. */
  readonly busy: boolean;
}

/** The very same list each time: what follows it need not look again. */
const NO_PROBLEMS: readonly InputProblem[] = [];

export const useInspection = create<InspectionState>(() => ({
  result: null,
  asked: null,
  problems: NO_PROBLEMS,
  failure: null,
  trying: false,
  busy: false,
}));

/** A text that grows or shrinks by so much at once was not typed: nothing more is waited for, UTF-16 units. */
const TYPED_AT_ONCE = 1_024;
/** From here on what stands beside the request (whether buttons help) is asked for when typing rests, UTF-16 units … */
const TRIALS_LATER_TEXT = 128 * 1024;
/** … for so long, milliseconds. */
const TRIALS_REST_MS = 500;

/** An answer that takes longer than this is announced, milliseconds. */
const NOTICEABLE_MS = 350;
/** One that takes longer than this is given up for a newer question; its worker, which knows the session, may be lost by it. */
const GIVE_UP_MS = 3_000;

/** The question that is being answered; a slow one is given up as soon as there is a newer request. */
let running: { readonly stop: AbortController; slow: boolean } | null = null;
let again = false;
/** The questions about the request at hand. */
const session = new InspectSession();

/** The host's last answered question about this very text; null where there is none. */
export const answeredAbout = (client: Client, text: string): SessionRef | null => session.refTo(client, text);

/** A text as what was changed since the host answered last; null where it did not yet. */
export const editedSince = (client: Client, text: string): EditedText | null => session.editOf(client, text);

/** True while a question is on its way, or waits for typing to rest. */
export const isAsking = (): boolean => running !== null || timer !== undefined;

let timer: ReturnType<typeof setTimeout> | undefined;
let trialsTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Asks the host about the present request. One question runs at a time and the newest request is
 * asked next, so that an answer never overwrites a newer one.
 * @param rests true where the request was asked about before, and only what was left for later is missing
 */
function inspectNow(rests = false): void {
  clearTimeout(trialsTimer);
  const { client } = useConnection.getState();
  // What is being typed asks for itself once it is taken.
  if (!client || isTyping()) return;
  if (running) {
    again = true;
    if (running.slow) running.stop.abort();
    return;
  }
  const { document, text, profile, route, form, settings, deployment, call } = useRequest.getState();
  if (text.length > MAX_TEXT) {
    useInspection.setState({ failure: tooLarge(text.length) });
    return;
  }
  const question = { stop: new AbortController(), slow: false };
  running = question;
  const { signal } = question.stop;
  const trials = text.length > TRIALS_LATER_TEXT && !rests ? 'later' : 'now';
  const announce = rests
    ? undefined
    : setTimeout(() => useInspection.setState({ busy: true }), NOTICEABLE_MS);
  const slow = setTimeout(() => {
    question.slow = true;
    if (again) question.stop.abort();
  }, GIVE_UP_MS);
  const asked: Asked = { document, text, profile, route, form, settings, deployment, call };
  session
    .ask(
      client,
      {
        text,
        profile,
        route: route === 'compare' ? 'both' : route,
        form,
        settings,
        deployment,
        call,
        trials,
      },
      signal,
    )
    .then((answer) => {
      take(answer, asked, trials === 'later');
      if (trials === 'later' && answer.kind === 'inspected')
        trialsTimer = setTimeout(() => inspectNow(true), TRIALS_REST_MS);
    })
    .catch((error: unknown) => {
      if (!signal.aborted && useConnection.getState().client === client)
        useInspection.setState({ failure: describe(error) });
    })
    .finally(() => {
      running = null;
      clearTimeout(announce);
      clearTimeout(slow);
      if (!again && useInspection.getState().busy) useInspection.setState({ busy: false });
      if (again) {
        again = false;
        inspectNow();
      }
    });
}

/** Asks about the request at hand from the start, as for a host that has forgotten it. */
export function inspectAnew(): void {
  session.forget();
  inspectNow();
}

/** What Bedrock refuses, in its words: whether buttons help against it is known from one text to the next. */
const refusalsIn = (result: Inspected | null): string =>
  JSON.stringify(result?.views.map(({ verdict }) => verdict?.problems.map(({ message }) => message)));

function take(result: InspectResult, asked: Asked, untried: boolean): void {
  if (result.kind === 'unreadable') {
    const { problems } = result;
    const isOther = useInspection.getState().asked?.document !== asked.document;
    const shown = isOther ? { result: null, asked: null } : {};
    useInspection.setState({ ...shown, problems, failure: null, trying: false });
    return;
  }
  const trying = untried && refusalsIn(result) !== refusalsIn(useInspection.getState().result);
  useInspection.setState({ result, asked, problems: NO_PROBLEMS, failure: null, trying });
}

const tooLarge = (length: number): string =>
  `This request has ${(length / 1_048_576).toFixed(1)} million characters; Strata reads up to ${MAX_TEXT / 1_048_576}. It is kept as it is, but not inspected.`;

const describe = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'The host could not inspect this request.';

const isLargeTyped = (before: string, text: string): boolean =>
  text !== before && text.length > LARGE_TEXT && Math.abs(text.length - before.length) < TYPED_AT_ONCE;

function rested(): void {
  timer = undefined;
  inspectNow();
}

let follows = false;

/** Keeps the inspection in step with the request and the connection, from the first call on. */
export function followRequest(): void {
  if (follows) return;
  follows = true;
  useRequest.subscribe((state, before) => {
    const same =
      state.profile === before.profile &&
      state.route === before.route &&
      state.form === before.form &&
      state.settings === before.settings &&
      state.deployment === before.deployment &&
      state.call === before.call;
    if (same && state.text === before.text) return;
    clearTimeout(timer);
    timer = undefined;
    clearTimeout(trialsTimer);
    if (isLargeTyped(before.text, state.text) && !hasRested()) timer = setTimeout(rested, pauseAfterKey());
    else inspectNow();
  });
  useProxy.subscribe((state, before) => {
    if (state.revision !== before.revision) inspectNow();
  });
  useConnection.subscribe((state, before) => {
    if (state.client && state.client !== before.client) inspectNow();
  });
}

/** True where the shown result does not belong to the text as it stands, because that cannot be read. */
export const isStale = (state: InspectionState): boolean =>
  state.result !== null && (state.problems.length > 0 || state.failure !== null);

/** True where the program calls Bedrock itself: LiteLLM, whichever is chosen, has no part in it. */
export const isPastLiteLLM = ({ result }: InspectionState): boolean =>
  result !== null && DIRECT[result.recognised.form] !== undefined;

/** Resolves once the host has said something about the request at hand, whatever it is. */
export const onceInspected = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = useInspection.subscribe(() => {
      stop();
      resolve();
    });
  });
