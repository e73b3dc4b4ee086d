import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { finishReason } from '../finish-reasons.ts';
import { type AnswerEvent, type Decoded, type Piece, piece } from '../piece.ts';
import { openaiUsage } from '../usage.ts';

const first = (value: Json | undefined): JsonObject => {
  const [item = null] = isArray(value ?? null) ? (value as readonly Json[]) : [];
  return isObject(item) ? item : {};
};

/**
 * Families that send plain text. What LiteLLM looks at is the first of these members that a chunk has, so a stop reason
 * beside a text is not read. Source: `AWSEventStreamDecoder._chunk_parser`.
 */
function readText(frame: number, data: JsonObject, release: Release): Piece {
  const says = (content: Json): Piece => piece(frame, { content });
  if (data.outputText !== undefined) return says(data.outputText);
  if (data.outputs !== undefined) {
    const reason = data.stop_reason ?? null;
    const finish = typeof reason === 'string' ? finishReason(reason, release) : null;
    return piece(frame, { content: first(data.outputs).text ?? '' }, { finish });
  }
  if (data.generation !== undefined) return says(data.generation);
  if (data.text !== undefined) return says(data.text);
  const reason = data.finish_reason ?? data.completionReason ?? null;
  const finish = typeof reason === 'string' ? finishReason(reason, release) : null;
  return piece(frame, { content: '' }, { finish });
}

export const decodeText = (events: readonly AnswerEvent[], release: Release): Decoded => ({
  pieces: events.map(({ frame, data }) => readText(frame, data, release)),
  broken: null,
  knowsItsEnd: false,
});

/** Parts of a tool call say that they are one. */
function withTypes(delta: JsonObject): JsonObject {
  const { tool_calls: calls = null } = delta;
  if (!isArray(calls)) return delta;
  return {
    ...delta,
    tool_calls: calls.map((call) => (isObject(call) ? { type: 'function', ...call } : call)),
  };
}

/** Families that answer in OpenAI's own chunks. */
export const decodeOpenai = (events: readonly AnswerEvent[], release: Release): Decoded => ({
  pieces: events.map(({ frame, data }) => {
    const choice = first(data.choices);
    const { role: _, ...delta } = isObject(choice.delta ?? null) ? (choice.delta as JsonObject) : {};
    const reason = choice.finish_reason ?? null;
    return piece(frame, withTypes(delta), {
      finish: typeof reason === 'string' ? finishReason(reason, release) : null,
      usage: isObject(data.usage ?? null) ? openaiUsage(data.usage as JsonObject) : null,
      saysEmpty: choice.delta !== undefined && 'role' in (choice.delta as JsonObject),
    });
  }),
  broken: null,
  knowsItsEnd: true,
});
