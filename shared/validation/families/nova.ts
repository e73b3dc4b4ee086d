import { anything, closed, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { family } from './family.ts';

const media = (formats: readonly string[]): Schema =>
  closed({ format: oneOf(formats), source: open() }, { required: ['format', 'source'] });

const image = media(['png', 'jpeg', 'gif', 'webp']);
const video = media(['mkv', 'mov', 'mp4', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', 'three_gp']);
const document = open({ format: text(), name: text(), source: open() });
const cachePoint = open({ type: text() });

const contentBlock = closed(
  {
    text: text(),
    image,
    video,
    audio: open(),
    document,
    toolUse: closed(
      { toolUseId: text(), name: text(), input: anything, type: text() },
      { required: ['toolUseId', 'name', 'input'] },
    ),
    toolResult: closed(
      {
        toolUseId: text(),
        content: list(closed({ text: text(), json: anything, image, document, video })),
        status: oneOf(['success', 'error']),
        type: text(),
      },
      { required: ['toolUseId', 'content'] },
    ),
    cachePoint,
    guardContent: open(),
    reasoningContent: open(),
  },
  { source: 'ruby_llm #586' },
);

const toolParameters = closed(
  { type: oneOf(['object']), properties: open(), required: list(text()) },
  {
    source: 'zed #31815 (definitions), mcp-agent #126 ($defs)',
    unconfirmed: ['additionalProperties'],
    refuses: ['definitions', '$defs'],
    why: 'Nova takes only type, properties and required at the top of a tool schema.',
  },
);

const toolConfig = closed(
  {
    tools: list(
      closed({
        toolSpec: closed(
          {
            name: text(),
            description: text(),
            inputSchema: closed({ json: toolParameters }, { required: ['json'] }),
            strict: anything,
          },
          { required: ['name', 'inputSchema'] },
        ),
        systemTool: open(),
        cachePoint,
      }),
    ),
    toolChoice: open(),
  },
  { required: ['tools'] },
);

/** Amazon Nova understanding models on invoke; binary parts are base64 text. */
export const nova = family({
  id: 'nova',
  dialect: 'everit',
  source: 'AWS page "Complete request schema" for Amazon Nova; rollwagen/bods #51',
  schema: closed(
    {
      schemaVersion: text(),
      messages: list(
        closed(
          { role: oneOf(['user', 'assistant']), content: list(contentBlock) },
          { required: ['role', 'content'] },
        ),
      ),
      system: list(closed({ text: text(), cachePoint, guardContent: open() }), {
        minItems: 1,
        source: 'LiteLLM removes an empty system list, because Nova refuses it',
      }),
      inferenceConfig: closed({
        maxTokens: integer({ minimum: 1 }),
        temperature: number({ minimum: 0, maximum: 1 }),
        topP: number({ minimum: 0, maximum: 1 }),
        topK: guessed(integer({ minimum: 0, maximum: 128 })),
        stopSequences: list(text()),
        // Older spelling of maxTokens in samples of 2024.
        max_new_tokens: integer({ minimum: 1 }),
      }),
      toolConfig,
      // Named by AWS for Nova 2 and in a brief for invoke; what they may hold is not on record.
      reasoningConfig: open(),
      additionalModelRequestFields: open(),
    },
    { required: ['messages'] },
  ),
});
