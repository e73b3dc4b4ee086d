import type { Json, JsonObject } from '../../../shared/json/json.ts';
import { type Answer, type Ask, type Block, blockText } from '../answer/answer.ts';
import {
  contentText,
  numberOf,
  objectOf,
  objectsOf,
  PLAIN_ASK,
  readTools,
  readTurns,
  stringsOf,
  textOf,
} from '../answer/read.ts';
import type { Call, Chunk, Family } from './family.ts';

const STOP_REASONS = {
  end: 'end_turn',
  length: 'max_tokens',
  'stop-sequence': 'stop_sequence',
  tool: 'tool_use',
} as const;

const readChoice = (choice: JsonObject): Ask['toolChoice'] => {
  if ('tool' in choice) return { name: textOf(objectOf(choice.tool).name) };
  return 'any' in choice ? 'any' : 'auto';
};

const readSchema = (body: JsonObject): JsonObject | null => {
  const format = objectOf(objectOf(body.outputConfig).textFormat);
  const schema = objectOf(objectOf(format.structure).jsonSchema).schema;
  if (format.type !== 'json_schema' || typeof schema !== 'string') return null;
  try {
    return objectOf(JSON.parse(schema));
  } catch {
    return null;
  }
};

/** Reads a Converse body; Nova's invoke body has the same members. */
export function readConverse(body: JsonObject): Ask {
  const messages = objectsOf(body.messages);
  const config = objectOf(body.inferenceConfig);
  const tools = objectOf(body.toolConfig);
  const extra = objectOf(body.additionalModelRequestFields);
  const thinking = objectOf(extra.thinking ?? extra.reasoningConfig ?? extra.reasoning_config).type;
  return {
    ...PLAIN_ASK,
    ...readTurns(messages, contentText(body.system)),
    hasToolResult: objectsOf(messages[messages.length - 1]?.content).some((block) => 'toolResult' in block),
    tools: readTools(tools.tools, (tool) => {
      const spec = objectOf(tool.toolSpec);
      return {
        name: spec.name,
        description: spec.description,
        schema: objectOf(spec.inputSchema).json,
      };
    }),
    toolChoice: readChoice(objectOf(tools.toolChoice)),
    maxTokens: numberOf(config.maxTokens),
    stops: stringsOf(config.stopSequences),
    reasoning: typeof thinking === 'string' && thinking !== 'disabled',
    json: readSchema(body),
  };
}

const toolUseId = (block: Block & { kind: 'tool' }): string => `tooluse_${block.id}`;

const wholeBlock = (block: Block): Json => {
  switch (block.kind) {
    case 'text':
      return { text: blockText(block) };
    case 'reasoning':
      return { reasoningContent: { reasoningText: { signature: block.signature, text: blockText(block) } } };
    case 'tool':
      return { toolUse: { input: block.input, name: block.name, toolUseId: toolUseId(block) } };
  }
};

const usage = (answer: Answer): JsonObject => ({
  cacheReadInputTokens: 0,
  cacheWriteInputTokens: 0,
  inputTokens: answer.inputTokens,
  outputTokens: answer.outputTokens,
  totalTokens: answer.inputTokens + answer.outputTokens,
});

/** The ConverseResponse of an answer; `latencyMs` is left out for Nova on invoke, which has none. */
export function converseMessage(answer: Answer): JsonObject {
  return {
    output: { message: { content: answer.blocks.map(wholeBlock), role: 'assistant' } },
    stopReason: STOP_REASONS[answer.stop],
    usage: usage(answer),
  };
}

const delta = (block: Block, text: string): JsonObject => {
  if (block.kind === 'reasoning') return { reasoningContent: { text } };
  return block.kind === 'tool' ? { toolUse: { input: text } } : { text };
};

/** A text block has no start event; a tool block names its tool in one. */
const blockChunks = (block: Block, contentBlockIndex: number): readonly Chunk[] => {
  const start: readonly Chunk[] =
    block.kind === 'tool'
      ? [
          {
            event: 'contentBlockStart',
            json: {
              contentBlockIndex,
              start: { toolUse: { name: block.name, toolUseId: toolUseId(block) } },
            },
            tokens: 0,
          },
        ]
      : [];
  const signature: readonly Chunk[] =
    block.kind === 'reasoning'
      ? [
          {
            event: 'contentBlockDelta',
            json: { contentBlockIndex, delta: { reasoningContent: { signature: block.signature } } },
            tokens: 0,
          },
        ]
      : [];
  return [
    ...start,
    ...block.pieces.map((piece) => ({
      event: 'contentBlockDelta',
      json: { contentBlockIndex, delta: delta(block, piece.text) },
      tokens: piece.tokens,
    })),
    ...signature,
    { event: 'contentBlockStop', json: { contentBlockIndex }, tokens: 0 },
  ];
};

/** The events of ConverseStream, `metadata` last. */
export function converseEvents(answer: Answer, call: Call): readonly Chunk[] {
  return [
    { event: 'messageStart', json: { role: 'assistant' }, tokens: 0 },
    ...answer.blocks.flatMap(blockChunks),
    { event: 'messageStop', json: { stopReason: STOP_REASONS[answer.stop] }, tokens: 0 },
    {
      event: 'metadata',
      json: { metrics: { latencyMs: call.latencyMs }, usage: usage(answer) },
      tokens: 0,
    },
  ];
}

/** The Converse operations, whatever the model (service model 2023-09-30, ConverseResponse and ConverseStreamOutput). */
export const converse: Family = {
  id: 'converse',
  models: /^/,
  form: 'messages',
  read: readConverse,
  whole: (answer, call) => ({ metrics: { latencyMs: call.latencyMs }, ...converseMessage(answer) }),
  chunks: converseEvents,
};
