import { framesOf } from '../../shared/capture/digest.ts';
import { EVENT_STREAM } from '../../shared/capture/media-types.ts';
import { jsonIn } from '../../shared/json/parse.ts';
import { redactFrames } from '../../shared/redaction/recording.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import { decodedAnswer, type Gathered, headerOf } from './gather.ts';

/** A body for reading: as JSON or text without secrets; what is no text only as its size. */
function shownBody(bytes: Buffer, redactor: Redactor): unknown {
  if (bytes.length === 0) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { bytes: bytes.length };
  }
  const { text: shown } = redactor.text(text);
  const value = jsonIn(shown);
  return value === undefined ? shown : value;
}

const framesShown = (
  bytes: Buffer,
  deliveries: Gathered['deliveries'],
  redactor: Redactor,
): readonly unknown[] =>
  redactFrames(redactor, framesOf(bytes, deliveries)).frames.map(
    ({ arrivalMs, eventType, check, length, content }) => ({
      atMs: arrivalMs,
      eventType,
      check,
      bytes: length,
      content,
    }),
  );

/**
 * An exchange as one line of JSON, without secrets. Times are milliseconds since the request began to arrive. What is
 * joined: a Bedrock call names its client's call in `cause` where a stamp told; what was told otherwise stands in
 * `links` of the client's line.
 */
export async function jsonLine(gathered: Gathered, redactor: Redactor): Promise<string> {
  const { start, patches, links, request, head, response, bytes, deliveries, end } = gathered;
  const described = Object.assign({}, ...patches) as object;
  const answer = await decodedAnswer(gathered);
  const isFrames = headerOf(head?.headers ?? [], 'content-type')?.startsWith(EVENT_STREAM) ?? false;
  const shown = (headers: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] =>
    headers.map(([name, value]) => [name, redactor.header(name, value).text]);
  const { headers, path, cause, ...rest } = start;
  return JSON.stringify({
    ...rest,
    ...described,
    path: redactor.url(path).text,
    state: end.state,
    failure: redactor.text(end.failure).text,
    durationMs: end.atMs,
    cause,
    links,
    request: { headers: shown(headers), bytes: request.length, body: shownBody(request, redactor) },
    response: head && {
      status: head.status,
      atMs: head.atMs,
      headers: shown(head.headers),
      bytes,
      ...(bytes > response.length ? { gathered: response.length } : {}),
      ...(isFrames
        ? { frames: framesShown(answer, deliveries, redactor) }
        : { body: shownBody(answer, redactor) }),
      deliveries: deliveries.map(({ offset, atMs }) => [offset, atMs]),
    },
  });
}
