import { EVENT_STREAM } from '../../shared/capture/media-types.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { ErrorAnswer } from '../http/errors.ts';
import type { Reply } from './reply.ts';
import type { Planned } from './respond.ts';

const utf8 = new TextEncoder();

/** A JSON body that leaves `atMs` milliseconds after the request was accepted. */
export function jsonReply(
  requestId: string,
  json: JsonObject,
  atMs = 0,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const bytes = utf8.encode(JSON.stringify(json));
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'content-length': String(bytes.length),
      'x-amzn-requestid': requestId,
      ...headers,
    },
    deliveries: [{ atMs, bytes }],
    ending: 'end',
  };
}

/** An error as Bedrock words it: the type in `x-amzn-errortype`, the text in a compact JSON body. */
export function errorReply(requestId: string, error: ErrorAnswer): Reply {
  const type = `${error.type}:http://internal.amazon.com/coral/com.amazon.bedrock/`;
  const body = { message: error.message, ...error.members };
  return { ...jsonReply(requestId, body, 0, { 'x-amzn-errortype': type }), status: error.status };
}

/** The reply to a request that Bedrock accepts; `invoke` adds the headers of the invoke operations. */
export function plannedReply(requestId: string, planned: Planned, invoke: boolean): Reply {
  if (planned.kind === 'whole') {
    const counts = {
      'x-amzn-bedrock-invocation-latency': String(Math.round(planned.atMs)),
      'x-amzn-bedrock-input-token-count': String(planned.inputTokens),
      'x-amzn-bedrock-output-token-count': String(planned.outputTokens),
      ...(planned.cache
        ? {
            'x-amzn-bedrock-cache-read-input-token-count': String(planned.cache.read),
            'x-amzn-bedrock-cache-write-input-token-count': String(planned.cache.write),
          }
        : {}),
    };
    return jsonReply(requestId, planned.json, planned.atMs, invoke ? counts : {});
  }
  return {
    status: 200,
    headers: {
      'content-type': EVENT_STREAM,
      'x-amzn-requestid': requestId,
      ...(invoke ? { 'x-amzn-bedrock-content-type': 'application/json' } : {}),
    },
    deliveries: planned.frames,
    ending: 'end',
  };
}
