import type { SendFailure, SendInput } from '../../shared/contract/sending.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { bodyText } from '../../shared/pipeline/body-text.ts';
import type { TransformError } from '../../shared/pipeline/call/result.ts';
import { CHAT_COMPLETIONS_PATH } from '../../shared/pipeline/route/chat-completions.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import { transformAsProfile } from '../../shared/strict/transform-as-profile.ts';
import { isModelOperation, targetOf } from '../../shared/validation/target.ts';
import type { BedrockRequest } from '../bedrock/request.ts';
import { enter } from './enter.ts';

/** What is to be sent, or why nothing is. */
export type Prepared =
  | { readonly ok: true; readonly request: BedrockRequest }
  | { readonly ok: false; readonly failure: SendFailure };

const nothingToSend = (type: string, message: string, hint: string): Prepared => ({
  ok: false,
  failure: { origin: 'request', status: null, type, message, hint, requestId: null },
});

const withheld = ({ type, message }: TransformError): Prepared =>
  nothingToSend(type, message, 'LiteLLM sends nothing for this request; change it or the profile.');

/** Works out what is to be sent; the body is, byte for byte, what LiteLLM sends. */
export function prepare(
  { text, profile, route, form = 'auto', settings = {}, deployment = 0, call = 0 }: Omit<SendInput, 'target'>,
  config: ProxyConfig | null,
): Prepared {
  const read = readRequest(text, form, call);
  if (!read.ok) {
    const [problem] = read.problems;
    return nothingToSend(
      'InvalidRequest',
      problem?.message ?? 'This request cannot be read.',
      problem?.hint ?? '',
    );
  }
  const entered = enter(read.request, { read, config, deployment, settings }, profile);
  if (!entered.ok) return withheld(entered.error);
  const { input } = entered.entered;
  const { request } = input;
  const result = transformAsProfile({ ...input, ...(route === 'auto' || input.direct ? {} : { route }) });
  if (result.kind !== 'outgoing') return withheld(result.error);
  const { outgoing } = result;
  if (outgoing.path === CHAT_COMPLETIONS_PATH) {
    return nothingToSend(
      'EndpointNotServed',
      'LiteLLM sends this request to Bedrock’s Chat Completions endpoint; Strata sends to InvokeModel and Converse.',
      'Choose the converse route, or look at the body here.',
    );
  }
  const { operation, modelId } = targetOf(outgoing);
  if (!isModelOperation(operation)) {
    return nothingToSend(
      'EndpointNotServed',
      `LiteLLM calls ${operation} for this request; Strata sends to models alone.`,
      'Look at the body here.',
    );
  }
  return {
    ok: true,
    request: {
      operation,
      modelId,
      headers: outgoing.headers,
      bodyText: bodyText(outgoing.body, result.ledger, request),
    },
  };
}
