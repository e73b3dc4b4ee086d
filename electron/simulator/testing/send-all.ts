import type { SendEvent } from '../../../shared/contract/sending.ts';
import type { Delta, RecordedFrame } from '../../../shared/recording/recording.ts';
import type { BedrockRequest } from '../../bedrock/request.ts';
import { type SendOptions, sendToBedrock } from '../../bedrock/send.ts';
import type { BedrockTarget } from '../../bedrock/target.ts';

/** Everything one send reported, sorted by kind. */
export interface Sent {
  readonly events: readonly SendEvent[];
  readonly frames: readonly RecordedFrame[];
  readonly deltas: readonly Delta[];
  readonly text: string;
  readonly body: string | null;
  readonly failures: readonly (SendEvent & { type: 'failure' })[];
  readonly response: (SendEvent & { type: 'response' }) | null;
  readonly end: SendEvent & { type: 'end' };
}

const isType =
  <T extends SendEvent['type']>(type: T) =>
  (event: SendEvent): event is SendEvent & { type: T } =>
    event.type === type;

/** Sends and gathers until the end; for tests. */
export async function sendAll(
  request: BedrockRequest,
  target: BedrockTarget,
  signal: AbortSignal = new AbortController().signal,
  options: SendOptions = {},
): Promise<Sent> {
  const events: SendEvent[] = [];
  for await (const event of sendToBedrock(request, target, signal, options)) events.push(event);
  const frames = events.filter(isType('frames')).flatMap((event) => event.frames);
  const deltas = frames.flatMap((frame) => frame.deltas);
  const end = events.find(isType('end'));
  if (!end) throw new Error('a send must report its end');
  return {
    events,
    frames,
    deltas,
    text: deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')).join(''),
    body: events.find(isType('body'))?.text ?? null,
    failures: events.filter(isType('failure')),
    response: events.find(isType('response')) ?? null,
    end,
  };
}

/** A request as the inspector hands it over. */
export function requestOf(
  operation: BedrockRequest['operation'],
  modelId: string,
  body: object,
): BedrockRequest {
  return { operation, modelId, headers: {}, bodyText: JSON.stringify(body) };
}

/** Settings under which tests do not wait. */
export const FAST = { tokensPerSecond: 100_000, firstTokenDelayMs: 0, jitter: 0 } as const;
