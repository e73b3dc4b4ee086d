import { lookUp } from '../../../shared/json/look-up.ts';
import type { Operation } from '../../../shared/validation/problem.ts';

const OPERATION_OF: Readonly<Record<string, Operation>> = {
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  'count-tokens': 'CountTokens',
};

const PATH = /^\/model\/(.+)\/([a-z-]+)$/s;

/**
 * Reads operation and model id off a request target. The operation is split off first and what
 * lies between is percent-decoded once, because senders differ: `:` raw or `%3A`, an ARN's `/`
 * raw or `%2F`. Returns null where the path names no operation of the Bedrock runtime.
 */
export function readPath(target: string): { readonly operation: Operation; readonly modelId: string } | null {
  const match = PATH.exec(target.split('?', 1)[0] ?? '');
  const operation = match ? lookUp(OPERATION_OF, match[2] as string) : undefined;
  if (!match || !operation) return null;
  return { operation, modelId: decodeOnce(match[1] as string) };
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
