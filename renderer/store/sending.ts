import type { RouteView } from '../../shared/contract/inspection.ts';
import type { SendEvent, SendFailure } from '../../shared/contract/sending.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { answeredCall } from './answered-call.ts';
import { useConnection } from './connection.ts';
import { useInspection } from './inspection.ts';
import { useLimits } from './limits.ts';
import { notify } from './notices.ts';
import { isBehind, onceRead } from './once-read.ts';
import { useRequest } from './request.ts';
import { isSending, type Send, type SendStatus, useSends } from './sends.ts';
import { simulatorTold, useSimulator } from './simulator.ts';
import { addLag, addSend, appendFrames, changeSend, hear, keepBody, nextSendId } from './streams.ts';
import { titleOf } from './title.ts';
import { show, useView } from './view.ts';
import { whyNotNow } from './why-not-send.ts';

/** What ends the sends that run, by their numbers. */
const aborts = new Map<number, AbortController>();

/** A side of a comparison: what is sent there in place of what the selectors say. */
export interface SentSide {
  readonly view: RouteView;
  readonly profile: ProfileId;
}

const mayBegin = (beside?: 'beside'): boolean =>
  useConnection.getState().client !== null && (beside !== undefined || !isSending(useSends.getState()));

/** Waits until the request at hand is read, so that what is predicted is about what is sent; false where it is not to be sent any more. */
async function isRead(side: SentSide | null): Promise<boolean> {
  if (side) {
    notify('Not sent. The request is being read; what the sides are is not known yet.');
    return false;
  }
  const waiting = Symbol();
  useSends.setState({ waiting });
  const isSame = await onceRead('then it is sent');
  if (useSends.getState().waiting !== waiting) return false;
  useSends.setState({ waiting: null });
  if (!isSame) notify('Not sent. The request was changed while it was being read.');
  return isSame;
}

/**
 * Sends the present request, or one side of its comparison, once it is read; does nothing without a host, nor while one
 * is running unless it is sent beside that.
 */
export async function sendRequest(side: SentSide | null = null, beside?: 'beside'): Promise<void> {
  const { screen } = useView.getState();
  if (!mayBegin(beside) || (isBehind() && !(await isRead(side)))) return;
  const { client } = useConnection.getState();
  if (!client || !mayBegin(beside)) return;
  const blocked = whyNotNow(side?.view);
  if (blocked !== null) {
    notify(`Not sent. ${blocked}`);
    return;
  }
  const send = newSend(side);
  addSend(send);
  hear();
  // Who went on to another screen while the request was being read stays there.
  if (useView.getState().screen === screen) show({ sidebar: 'sends', narrowPane: 'stream' });
  const controller = new AbortController();
  aborts.set(send.id, controller);
  let ended = false;
  const end = (change: Partial<Send> & { readonly status: SendStatus }): void => {
    ended = true;
    changeSend(send.id, change);
  };
  try {
    await simulatorTold();
    const flow = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const { silenceMs } = useLimits.getState();
    const events = await client.send({ ...send.input, silenceMs, flow }, { signal: controller.signal });
    let taken = 0;
    for await (const event of events) {
      if (event.type === 'end') end(changeOfEnd(event));
      else takeEvent(send, event);
      hear();
      // The host holds events back from a page that does not say that it took them.
      void client.took({ flow, events: ++taken }).catch(() => undefined);
    }
    if (!ended) end({ status: controller.signal.aborted ? 'cancelled' : 'truncated' });
  } catch (error) {
    if (!ended) {
      end(
        controller.signal.aborted
          ? { status: 'cancelled' }
          : { status: 'failed', failure: hostFailure(error) },
      );
    }
  } finally {
    aborts.delete(send.id);
  }
}

/** Cancels what is being sent, and what waits to be. */
export function cancelSend(): void {
  useSends.setState({ waiting: null });
  for (const [id, controller] of aborts) {
    controller.abort();
    changeSend(id, { status: 'cancelled' });
  }
}

/** Whether the simulator is told to let something go wrong. */
const mayGoWrong = ({ kind }: Send['input']['target']): boolean =>
  kind === 'simulator' && useSimulator.getState().scenario.trim() !== '';

function newSend(side: SentSide | null): Send {
  const {
    text,
    profile: chosen,
    route: choice,
    form,
    settings,
    deployment,
    call,
    target,
    sample,
  } = useRequest.getState();
  const { result } = useInspection.getState();
  const view = side?.view ?? result?.views[0];
  const profile = side?.profile ?? chosen;
  const verdict = view?.verdict;
  const route = side ? side.view.route : choice === 'compare' ? (result?.autoRoute ?? 'invoke') : choice;
  return {
    id: nextSendId(),
    model: result?.model ?? '',
    title: titleOf(view ?? null, result?.model ?? '', sample),
    startedAt: new Date(),
    input: { text, profile, route, form, settings, deployment, call, target },
    recorded: false,
    injected: mayGoWrong(target),
    route: view?.route ?? 'invoke',
    api: result?.api ?? 'chat',
    answered: result && view ? answeredCall(result, view, profile) : null,
    chunkSize: result?.chunkSize ?? null,
    prediction:
      verdict && verdict.status !== null
        ? { status: verdict.status, errorType: verdict.errorType, message: verdict.message }
        : null,
    status: 'running',
    request: null,
    response: null,
    failure: null,
    body: null,
    usage: null,
    stopReason: null,
    guardrail: null,
    endMs: null,
    earlier: null,
    lagged: null,
  };
}

function takeEvent({ id, input, injected }: Send, event: Exclude<SendEvent, { type: 'end' }>): void {
  switch (event.type) {
    case 'request':
      changeSend(id, { request: event });
      break;
    case 'response':
      // What was told meanwhile may have met the request, too.
      changeSend(id, { response: event, injected: injected || mayGoWrong(input.target) });
      break;
    case 'frames':
      appendFrames(id, event.frames, event.reads);
      break;
    case 'gap':
      addLag(id, event.frames, event.bytes);
      break;
    case 'body':
      keepBody(id, event.text);
      break;
    case 'failure':
      changeSend(id, { failure: event.failure, injected: injected || mayGoWrong(input.target) });
      break;
  }
}

const changeOfEnd = (event: Extract<SendEvent, { type: 'end' }>): Partial<Send> & { status: SendStatus } => ({
  status: event.reason,
  usage: event.usage,
  stopReason: event.stopReason,
  guardrail: event.guardrail,
  endMs: event.atMs,
});

function hostFailure(error: unknown): SendFailure {
  return {
    origin: 'request',
    status: null,
    type: 'HostError',
    message: error instanceof Error && error.message !== '' ? error.message : 'The host stopped answering.',
    hint: 'The request is kept. Send it again once the host answers.',
    requestId: null,
  };
}
