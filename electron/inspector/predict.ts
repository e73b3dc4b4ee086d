import type { Route } from '../../shared/pipeline/model.ts';
import type { Outgoing, TransformInput, TransformResult } from '../../shared/pipeline/result.ts';
import { CHAT_COMPLETIONS_PATH } from '../../shared/pipeline/route/chat-completions.ts';
import { transform } from '../../shared/pipeline/transform.ts';
import type { Operation, Verdict } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';

/** What a request becomes, and what Bedrock would answer to it. */
export interface Prediction {
  readonly result: TransformResult;
  /** Null where nothing is sent. */
  readonly verdict: Verdict | null;
  /** Milliseconds. */
  readonly transformMs: number;
  readonly validateMs: number;
}

/** The operation a request is sent with. */
export function operationOf(route: Route, stream: boolean): Operation {
  if (route === 'converse') return stream ? 'ConverseStream' : 'Converse';
  return stream ? 'InvokeModelWithResponseStream' : 'InvokeModel';
}

/**
 * The operation and the decoded model id that a path names, as Bedrock reads them. A request to the
 * Chat Completions endpoint names its model in the body and is judged as an invocation of it.
 */
export function target(outgoing: Outgoing): { readonly operation: Operation; readonly modelId: string } {
  if (outgoing.path === CHAT_COMPLETIONS_PATH) {
    return { operation: operationOf('invoke', outgoing.stream), modelId: String(outgoing.body.model) };
  }
  const cut = outgoing.path.lastIndexOf('/');
  const action = outgoing.path.slice(cut + 1);
  const route: Route = action.startsWith('converse') ? 'converse' : 'invoke';
  const modelId = decode(outgoing.path.slice('/model/'.length, cut));
  return { operation: operationOf(route, action.includes('stream')), modelId };
}

/** Percent-decodes a model id; one that holds a stray percent sign is taken as it stands. */
function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Transforms a request and validates the body that comes out of it, timing both. */
export function predict(input: TransformInput): Prediction {
  const start = performance.now();
  const result = transform(input);
  const transformed = performance.now();
  if (result.kind !== 'outgoing') {
    return { result, verdict: null, transformMs: transformed - start, validateMs: 0 };
  }
  const { outgoing } = result;
  const verdict = validate({ ...target(outgoing), body: JSON.stringify(outgoing.body) });
  return { result, verdict, transformMs: transformed - start, validateMs: performance.now() - transformed };
}
