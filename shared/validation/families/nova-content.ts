import { anything, closed, list, oneOf, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';

const media = (formats: readonly string[]): Schema =>
  closed({ format: oneOf(formats), source: open() }, { required: ['format', 'source'] });

const image = media(['png', 'jpeg', 'gif', 'webp']);
const video = media(['mkv', 'mov', 'mp4', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', 'three_gp']);
const document = open({ format: text(), name: text(), source: open() });

export const cachePoint = open({ type: text() });

const parts: Readonly<Record<string, Schema>> = {
  image,
  video,
  audio: open(),
  document,
  // A null is taken for a member that is not there (recorded by opentelemetry-java-instrumentation).
  toolUse: {
    ...closed(
      { toolUseId: text(), name: text(), input: anything, type: text() },
      { required: ['toolUseId', 'name', 'input'] },
    ),
    type: ['object', 'null'],
  },
  toolResult: closed(
    {
      toolUseId: text(),
      content: list(closed({ text: text(), json: anything, image, document })),
      status: oneOf(['success', 'error']),
      type: text(),
    },
    { required: ['toolUseId', 'content'] },
  ),
  guardContent: open(),
  reasoningContent: open(),
};

const SOURCE = 'crmne/ruby_llm #586, earendil-works/pi #2053';
const has = (key: string): Schema => ({ required: [key] });
/** Says one of two things about a value, by whether it meets a condition. */
const where = (condition: Schema, met: Schema, not: Schema): Schema => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: met,
  else: not,
});

const { toolResult: _result, ...withoutResult } = parts;

/**
 * A block of a message. Nova tries one kind after another and tells about the last: a block of no known
 * kind lacks `toolUse`; a tool result that brings a video or a document is no known key; a cache point stands beside
 * text and nothing else (recorded by opentelemetry-java-instrumentation and pydantic-ai).
 */
export const contentBlock: Schema = {
  type: 'object',
  ...where(
    { anyOf: ['text', 'cachePoint', ...Object.keys(parts)].map(has) },
    where(
      { ...has('text') },
      closed({ text: text(), cachePoint, ...parts }, { source: SOURCE }),
      where(
        { ...has('cachePoint'), maxProperties: 1 },
        closed({ cachePoint }),
        where(
          {
            ...has('toolResult'),
            properties: {
              toolResult: {
                required: ['content'],
                properties: { content: { contains: { anyOf: [has('video'), has('document')] } } },
              },
            },
          },
          closed(withoutResult, { source: SOURCE }),
          closed(parts, { source: SOURCE }),
        ),
      ),
    ),
    has('toolUse'),
  ),
};
