import { lookUp } from '../json/look-up.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { Outgoing } from '../pipeline/call/result.ts';
import { CHAT_COMPLETIONS_PATH } from '../pipeline/route/chat-completions.ts';
import type { LazyText } from '../text/lazy-text.ts';
import type { ModelOperation, Verdict } from './problem.ts';
import { validateMade } from './validate.ts';

/** The operations that LiteLLM calls. Rerank is one of another service, the agent runtime. */
export type SentOperation = ModelOperation | 'StartAsyncInvoke' | 'Rerank';

/** True for an operation of a model that the path names. */
export const isModelOperation = (operation: SentOperation): operation is ModelOperation =>
  operation !== 'StartAsyncInvoke' && operation !== 'Rerank';

/** What a body is judged as. */
export interface Target {
  readonly operation: SentOperation;
  /** Decoded, as Bedrock reads it. */
  readonly modelId: string;
}

/** The operation of a model that a route calls. */
export function operationOf(route: Route, stream: boolean): ModelOperation {
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

/** Paths that name no model. */
const OF_NO_MODEL: Readonly<Record<string, SentOperation>> = {
  '/async-invoke': 'StartAsyncInvoke',
  '/rerank': 'Rerank',
};

const namedIn = ({ body }: Outgoing): string => (typeof body.modelId === 'string' ? body.modelId : '');

const RERANK: Verdict = {
  kind: 'not-modelled',
  status: null,
  errorType: '',
  message: 'Rerank is an operation of Bedrock’s agent runtime, whose rules are not modelled.',
  problems: [],
  basis: { grade: 'inferred', date: null, nearest: null, olderThan: null, life: null },
};

/** What Bedrock would answer to a body that is sent, on a day; `written` is the body as it is written. Every answer is a verdict of its own. */
export function judge(outgoing: Outgoing, written: LazyText, asOf: string | null = null): Verdict {
  const { operation, modelId } = targetOf(outgoing);
  return operation === 'Rerank'
    ? { ...RERANK }
    : validateMade({ operation, modelId, asOf }, written, outgoing.body);
}

/**
 * The operation and the model id that a path names. A request to the Chat Completions endpoint names
 * its model in the body and is judged as an invocation of it.
 */
export function targetOf(outgoing: Outgoing): Target {
  if (outgoing.path === CHAT_COMPLETIONS_PATH) {
    return { operation: operationOf('invoke', outgoing.stream), modelId: String(outgoing.body.model) };
  }
  const named = lookUp(OF_NO_MODEL, outgoing.path);
  if (named) return { operation: named, modelId: namedIn(outgoing) };
  const cut = outgoing.path.lastIndexOf('/');
  const action = outgoing.path.slice(cut + 1);
  if (action === 'count-tokens')
    return { operation: 'CountTokens', modelId: decode(outgoing.path.slice('/model/'.length, cut)) };
  const route: Route = action.startsWith('converse') ? 'converse' : 'invoke';
  const modelId = decode(outgoing.path.slice('/model/'.length, cut));
  return { operation: operationOf(route, action.includes('stream')), modelId };
}
