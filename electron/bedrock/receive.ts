import { performance } from 'node:perf_hooks';
import type { SendEvent, SendFailure } from '../../shared/contract/sending.ts';
import { FrameDecoder, type StreamEnd } from '../../shared/eventstream/decoder.ts';
import type { Frame } from '../../shared/eventstream/frame.ts';
import { readDeltas } from '../../shared/recording/deltas.ts';
import { recordFrame } from '../../shared/recording/frames.ts';
import { type Guardrail, readGuardrail } from '../../shared/recording/guardrail.ts';
import type { RecordedFrame, Usage } from '../../shared/recording/recording.ts';
import { NO_FRAMES, outcomeOf, type Summary, withFrame } from '../../shared/recording/summary.ts';
import { mergeUsage, NO_USAGE } from '../../shared/recording/usage.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import { answerJson, readError, readStopReason } from './answers.ts';
import type { WireResponse } from './exchange.ts';
import { failure } from './failure.ts';
import { AnswerTooLarge, explainError, UnreadableAnswer } from './failures.ts';
import { hintFor } from './hints.ts';
import type { Outbox } from './outbox.ts';
import type { BedrockTarget } from './target.ts';

/** The largest answer in one piece that is taken, bytes. */
const MAX_TEXT = 64 * 1024 * 1024;
/** How much of an answer that is no event stream is shown, bytes. */
const FOREIGN_SHOWN = 64 * 1024;

export interface Receiving {
  readonly response: WireResponse;
  readonly target: BedrockTarget;
  readonly secrets: Redactor;
  readonly outbox: Outbox;
  /** Called for each piece that comes. */
  readonly alive: () => void;
  readonly signal: AbortSignal;
}

/** How a send went, for its `end` event. */
export interface Outcome {
  readonly reason: (SendEvent & { type: 'end' })['reason'];
  readonly usage: Usage;
  readonly stopReason: string | null;
  readonly guardrail: Guardrail | null;
}

const ended = (
  reason: Outcome['reason'],
  usage: Usage = NO_USAGE,
  stopReason: string | null = null,
  guardrail: Guardrail | null = null,
): Outcome => ({ reason, usage, stopReason, guardrail });

const since = (response: WireResponse): number => performance.now() - response.sentMs;

function reportFailure({ outbox, response, secrets }: Receiving, problem: SendFailure): void {
  const { message } = problem;
  outbox.put({
    type: 'failure',
    failure: { ...problem, message: secrets.known(message) },
    atMs: since(response),
  });
}

/** Why the body broke off: an error of the socket or of whoever reads it, or null at a proper end. */
function consume({ response, alive }: Receiving, onPiece: (piece: Buffer) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const { body } = response;
    body.on('data', (piece: Buffer) => {
      alive();
      try {
        onPiece(piece);
      } catch (error) {
        resolve(error instanceof AnswerTooLarge ? error : new UnreadableAnswer(error));
        body.destroy();
      }
    });
    body.on('end', () => resolve(null));
    body.on('error', resolve);
    body.on('aborted', () => resolve(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
    body.on('close', () => resolve(body.readableEnded ? null : new Error('closed')));
  });
}

async function receiveText(receiving: Receiving): Promise<{ text: string; error: unknown }> {
  const pieces: Buffer[] = [];
  let size = 0;
  const error = await consume(receiving, (piece) => {
    size += piece.length;
    if (size <= MAX_TEXT) pieces.push(piece);
    else throw new AnswerTooLarge(MAX_TEXT);
  });
  return { text: Buffer.concat(pieces).toString('utf8'), error };
}

/** An answer in one piece: a response that is not streamed, or an error. */
export async function receiveWhole(receiving: Receiving): Promise<Outcome> {
  const { response, target, secrets, outbox, signal } = receiving;
  const { text, error } = await receiveText(receiving);
  if (signal.aborted) return ended('cancelled');
  outbox.put({ type: 'body', text: secrets.known(text), atMs: since(response) });
  if (error !== null) {
    reportFailure(receiving, explainError(error, target));
    return ended('truncated');
  }
  const json = answerJson(text);
  if (response.status < 200 || response.status > 299) {
    reportFailure(receiving, readError(response.status, response.headers, text, target));
    return ended('failed');
  }
  if (json === undefined) {
    reportFailure(receiving, readError(response.status, {}, text, target));
    return ended('failed');
  }
  const counts = {
    inputTokenCount: Number(response.headers['x-amzn-bedrock-input-token-count'] ?? Number.NaN),
    outputTokenCount: Number(response.headers['x-amzn-bedrock-output-token-count'] ?? Number.NaN),
  };
  const known = Object.fromEntries(Object.entries(counts).filter(([, count]) => Number.isFinite(count)));
  const usage = mergeUsage(mergeUsage(NO_USAGE, known), json);
  return ended('complete', usage, readStopReason(json), readGuardrail(json));
}

/** The bytes of a whole frame, of which `payload` is a view. */
const wholeOf = ({ payload, headersLength, length }: Frame): Uint8Array =>
  new Uint8Array(payload.buffer, payload.byteOffset - headersLength - 12, length);

/** Blots out a secret that an endpoint echoes inside a frame, its raw bytes included. */
function masked(frame: RecordedFrame, secrets: Redactor): RecordedFrame {
  const content = secrets.known(frame.content);
  if (content === frame.content) return frame;
  return { ...frame, content, deltas: readDeltas(frame.eventType, frame.messageType, content), bytes: '' };
}

const truncated = (message: string): SendFailure =>
  failure(
    'protocol',
    'TruncatedStream',
    message,
    'What has come is kept. Send again; if it comes back, look at the proxy or gateway in between.',
  );

function explainEnd(end: StreamEnd, frames: number): SendFailure | null {
  if (end.kind === 'complete') return null;
  if (end.kind === 'truncated') {
    const missing = end.missing === null ? '' : `, ${end.missing} bytes short`;
    return truncated(`The stream ended inside frame ${frames} at byte ${end.offset}${missing}.`);
  }
  const { failure: problem } = end;
  switch (problem.kind) {
    case 'foreign':
      return failure(
        'protocol',
        'ForeignAnswer',
        `There is ${problem.content.kind.toUpperCase()} where event-stream frames should be: ${problem.content.message}`,
        'A proxy, a gateway or another server seems to have answered: check the endpoint.',
      );
    case 'prelude-crc':
      return failure(
        'protocol',
        'ChecksumMismatch',
        `The prelude of frame ${frames} at byte ${problem.offset} does not match its checksum.`,
        'The bytes were changed on the way; nothing behind this place can be read.',
      );
    case 'length':
      return failure(
        'protocol',
        'InvalidFrame',
        `Frame ${frames} at byte ${problem.offset} announces an impossible length of ${problem.total} bytes.`,
        'The bytes were changed on the way; nothing behind this place can be read.',
      );
  }
}

const explainException = (
  { type, message }: NonNullable<Summary['exception']>,
  { response, target }: Receiving,
): SendFailure =>
  failure('bedrock', type, message, hintFor(type, null, target), {
    requestId: response.headers['x-amzn-requestid'] ?? null,
  });

/** An answer in event-stream frames, reported as they come. */
export async function receiveStream(receiving: Receiving): Promise<Outcome> {
  const { response, target, secrets, outbox, signal } = receiving;
  const decoder = new FrameDecoder();
  const start: Buffer[] = [];
  let summary = NO_FRAMES;
  let count = 0;
  let bytes = 0;

  const onPiece = (piece: Buffer): void => {
    const atMs = since(response);
    if (bytes < FOREIGN_SHOWN) start.push(piece);
    bytes += piece.length;
    const frames = decoder
      .push(piece)
      .map((frame) => masked(recordFrame(frame, wholeOf(frame), atMs), secrets));
    const decodeMs = since(response) - atMs;
    count += frames.length;
    summary = frames.reduce(withFrame, summary);
    outbox.putFrames(frames, { bytes: piece.length, atMs, decodeMs });
    if (count > 0) start.length = 0;
    if (outbox.full) response.body.pause();
    if (decoder.failure && (decoder.failure.kind !== 'foreign' || bytes > FOREIGN_SHOWN))
      response.body.destroy();
  };

  const error = await consume(receiving, onPiece);
  const { usage, stopReason, guardrail, damaged, exception } = summary;
  if (signal.aborted) return ended('cancelled', usage, stopReason, guardrail);
  const end = decoder.end();
  if (end.kind === 'failed' && end.failure.kind === 'foreign') {
    const text = Buffer.concat(start).subarray(0, FOREIGN_SHOWN).toString('utf8');
    outbox.put({ type: 'body', text: secrets.known(text), atMs: since(response) });
  }
  const cause = explainEnd(end, count);
  if (exception) reportFailure(receiving, explainException(exception, receiving));
  else if (error !== null && end.kind !== 'failed') reportFailure(receiving, explainError(error, target));
  else if (cause) reportFailure(receiving, cause);
  else if (outcomeOf(summary) === 'truncated')
    reportFailure(receiving, truncated(`The stream ended after ${count} frames without a stop reason.`));
  if (damaged > 0)
    reportFailure(
      receiving,
      failure(
        'protocol',
        'ChecksumMismatch',
        `${damaged} of ${count} frames do not match their checksum.`,
        'The bytes were changed on the way: LiteLLM and the SDKs stop with an error at the first of them.',
      ),
    );
  const cut = error !== null || end.kind === 'truncated';
  const outcome = end.kind === 'failed' ? 'failed' : outcomeOf(summary);
  return ended(outcome === 'complete' && cut ? 'truncated' : outcome, usage, stopReason, guardrail);
}

/** Frames that the network may bring again after the reader has caught up. */
export function resumeWhenRead(outbox: Outbox, response: WireResponse): void {
  if (!outbox.full && response.body.isPaused()) response.body.resume();
}
