import type { JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { decoded } from '../text/decoded.ts';
import type { ModelOperation, Operation } from './problem.ts';

const OPERATION_OF: Readonly<Record<string, ModelOperation>> = {
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  'count-tokens': 'CountTokens',
};

const PATH = /^\/model\/(.+)\/([a-z-]+)$/s;
const GUARDRAIL = /^\/guardrail\/(.+)\/version\/([^/]+)\/apply$/s;
const INVOCATION = /^\/async-invoke\/(.+)$/s;

/** What the address of a request says. */
export interface Route {
  readonly operation: Operation;
  /** The model, for other operations what stands in its place (`identifier:version` of a guardrail, an ARN), or ''. */
  readonly modelId: string;
  /** Members that stand in the query; a request without a body has no others. */
  readonly query?: JsonObject;
}

/** Query members that are numbers. */
const NUMBERS = new Set(['maxResults']);

const queryOf = (target: string): JsonObject => {
  const at = target.indexOf('?');
  const pairs = at < 0 ? [] : [...new URLSearchParams(target.slice(at + 1))];
  return Object.fromEntries(
    pairs.map(([key, value]) => [key, NUMBERS.has(key) && /^\d+$/.test(value) ? Number(value) : value]),
  );
};

function asynchronous(method: string, path: string, target: string): Route | null {
  if (path === '/async-invoke')
    return method === 'POST'
      ? { operation: 'StartAsyncInvoke', modelId: '' }
      : { operation: 'ListAsyncInvokes', modelId: '', query: queryOf(target) };
  const arn = method === 'GET' ? INVOCATION.exec(path)?.[1] : undefined;
  return arn === undefined ? null : { operation: 'GetAsyncInvoke', modelId: decoded(arn), query: {} };
}

/**
 * Reads operation and model id off a request target. The operation is split off first and what
 * lies between is percent-decoded once, because senders differ: `:` raw or `%3A`, an ARN's `/`
 * raw or `%2F`. Returns null where method and path name no operation of the Bedrock runtime.
 */
export function readPath(target: string, method = 'POST'): Route | null {
  const path = target.split('?', 1)[0] ?? '';
  if (path.startsWith('/async-invoke') && (method === 'POST' || method === 'GET'))
    return asynchronous(method, path, target);
  if (method !== 'POST') return null;
  const guardrail = GUARDRAIL.exec(path);
  if (guardrail)
    return { operation: 'ApplyGuardrail', modelId: `${decoded(guardrail[1] as string)}:${guardrail[2]}` };
  const match = PATH.exec(path);
  const operation = match ? lookUp(OPERATION_OF, match[2] as string) : undefined;
  if (!match || !operation) return null;
  return { operation, modelId: decoded(match[1] as string) };
}
