import type { SendEvent, SendFailure, SendInput } from '../../shared/contract/sending.ts';
import { NO_USAGE } from '../../shared/recording/usage.ts';
import type { PreparedCall } from './client-call.ts';
import type { Prepared } from './prepare.ts';
import type { Services } from './services.ts';

/** Transforms a request and sends it, reporting every step; a request that sends nothing ends at once. */
export async function* send(
  input: SendInput,
  services: Services,
  signal: AbortSignal,
): AsyncGenerator<SendEvent> {
  const { target, ...request } = input;
  if (target.kind === 'proxy') {
    const { text, form, call: number } = request;
    const job = { kind: 'client-call', input: { text, form, call: number } } as const;
    const call = JSON.parse(await services.work.one(job, signal)) as PreparedCall;
    if (call.ok) yield* services.callProxy(call.request, target.url, signal, { silenceMs: input.silenceMs });
    else yield* nothingSent(call.failure);
    return;
  }
  const prepared = JSON.parse(
    await services.work.one({ kind: 'prepare', input: request, config: services.proxy.source() }, signal),
  ) as Prepared;
  if (prepared.ok) {
    yield* services.send(prepared.request, target, signal, { silenceMs: input.silenceMs });
    return;
  }
  yield* nothingSent(prepared.failure);
}

function* nothingSent(failure: SendFailure): Generator<SendEvent> {
  yield { type: 'failure', failure, atMs: 0 };
  yield { type: 'end', reason: 'failed', atMs: 0, usage: NO_USAGE, stopReason: null, guardrail: null };
}
