import type { Route } from '../pipeline/call/model.ts';
import type { Outgoing } from '../pipeline/call/result.ts';
import { CHAT_COMPLETIONS_PATH } from '../pipeline/route/chat-completions.ts';
import type { ModelOperation } from './problem.ts';

/** What a body is judged as. */
export interface Target {
  readonly operation: ModelOperation;
  /** Decoded, as Bedrock reads it. */
  readonly modelId: string;
}

function operationOf(route: Route, stream: boolean): ModelOperation {
  if (route === 'converse') return stream ? 'ConverseStream' : 'Converse';
  return stream ? 'InvokeModelWithResponseStream' : 'InvokeModel';
}

/** Percent-decodes a model id; one that holds a stray percent sign is taken as it stands. */
function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * The operation and the model id that a path names. A request to the Chat Completions endpoint names
 * its model in the body and is judged as an invocation of it.
 */
export function targetOf(outgoing: Outgoing): Target {
  if (outgoing.path === CHAT_COMPLETIONS_PATH) {
    return { operation: operationOf('invoke', outgoing.stream), modelId: String(outgoing.body.model) };
  }
  const cut = outgoing.path.lastIndexOf('/');
  const action = outgoing.path.slice(cut + 1);
  const route: Route = action.startsWith('converse') ? 'converse' : 'invoke';
  const modelId = decode(outgoing.path.slice('/model/'.length, cut));
  return { operation: operationOf(route, action.includes('stream')), modelId };
}
