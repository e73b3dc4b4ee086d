import type { SendFailure, SendInput } from '../../shared/contract/sending.ts';
import { DIRECT } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { inheritTexts } from '../../shared/json/texts.ts';
import { dumps } from '../../shared/pipeline/python/json.ts';
import { PATHS } from './enter.ts';

/** A client's call to a proxy, ready to be sent. */
export interface ClientRequest {
  readonly path: string;
  /** Lower case; none of them carries a key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyText: string;
  readonly stream: boolean;
}

export type PreparedCall =
  | { readonly ok: true; readonly request: ClientRequest }
  | { readonly ok: false; readonly failure: SendFailure };

const nothing = (message: string, hint: string): PreparedCall => ({
  ok: false,
  failure: { origin: 'request', status: null, type: 'InvalidRequest', message, hint, requestId: null },
});

/** Headers that belong to the connection, not to the call. */
const OF_HTTP = /^(?:host|content-length|connection|accept-encoding|content-type)$/;

/** What a client hands to a proxy for the typed request: its own path, headers and body, numbers as they were written. */
export function clientCall({
  text,
  form = 'auto',
  call = 0,
}: Pick<SendInput, 'text' | 'form' | 'call'>): PreparedCall {
  const read = readRequest(text, form, call);
  if (!read.ok) {
    const [problem] = read.problems;
    return nothing(problem?.message ?? 'This request cannot be read.', problem?.hint ?? '');
  }
  const { recognised, carried, request } = read;
  const direct = DIRECT[recognised.form];
  const passed = direct && carried.path !== null && /(?:^|\/)bedrock\//.test(carried.path);
  if (direct && !passed) {
    return nothing(
      'This is a call to Bedrock itself: no proxy takes it at its own address',
      'Paste it with the proxy’s path, /bedrock/model/…, or choose another target.',
    );
  }
  const { modelId: _, ...rest } = request;
  return {
    ok: true,
    request: {
      path: carried.path ?? PATHS[recognised.form] ?? '/v1/chat/completions',
      headers: Object.fromEntries(Object.entries(carried.headers).filter(([name]) => !OF_HTTP.test(name))),
      bodyText: dumps(direct ? inheritTexts(rest, request) : request),
      stream: request.stream === true || /stream$/.test(carried.path ?? ''),
    },
  };
}
