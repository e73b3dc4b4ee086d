import { isObject, type JsonObject } from '../json/json.ts';
import { loads } from '../pipeline/python/json.ts';
import type { RecordedFrame } from '../recording/recording.ts';
import type { BedrockAnswer } from './hand-back.ts';
import type { AnswerEvent } from './piece.ts';

const messageIn = (content: JsonObject): string =>
  typeof content.message === 'string' ? content.message : JSON.stringify(content);

/** The events of a recorded stream. An exception, or a damaged frame, ends it: LiteLLM reads no further. */
export function answerOf(frames: readonly RecordedFrame[]): BedrockAnswer {
  const events: AnswerEvent[] = [];
  for (const { index, eventType, messageType, check, content } of frames) {
    if (check !== 'ok') {
      return {
        kind: 'stream',
        events,
        broken: { type: 'APIConnectionError', message: 'A frame is damaged.' },
      };
    }
    const value = content === '' ? {} : loads(content);
    const data = value !== undefined && isObject(value) ? value : {};
    if (messageType !== 'event') {
      return { kind: 'stream', events, broken: { type: eventType, message: messageIn(data) } };
    }
    events.push({ frame: index, type: eventType, data });
  }
  return { kind: 'stream', events, broken: null };
}
