import { type Json, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { type Answer, type Ask, type Block, blockText } from '../answer/answer.ts';
import { citationInMessages } from '../answer/citations.ts';
import { mannerOf } from '../answer/manner.ts';
import {
  contentText,
  numberOf,
  objectsOf,
  PLAIN_ASK,
  readTools,
  readTurns,
  stringsOf,
  textOf,
} from '../answer/read.ts';
import { CLAUDE_REASONS } from '../answer/stop-reasons.ts';
import { type Call, type Chunk, chunk, type Family } from './family.ts';

const readChoice = (choice: JsonObject): Ask['toolChoice'] => {
  if (choice.type === 'tool') return { name: textOf(choice.name) };
  return choice.type === 'any' || choice.type === 'none' ? choice.type : 'auto';
};

const read = (body: JsonObject): Ask => {
  const messages = objectsOf(body.messages);
  const last = messages[messages.length - 1];
  const format = objectOf(objectOf(body.output_config).format ?? body.output_format);
  const thinking = objectOf(body.thinking).type;
  return {
    ...PLAIN_ASK,
    ...readTurns(messages, contentText(body.system)),
    hasToolResult: objectsOf(last?.content).some((block) => block.type === 'tool_result'),
    tools: readTools(body.tools, (tool) => ({
      name: tool.name,
      description: tool.description,
      schema: tool.input_schema,
    })),
    toolChoice: readChoice(objectOf(body.tool_choice)),
    maxTokens: numberOf(body.max_tokens),
    stops: stringsOf(body.stop_sequences),
    reasoning: typeof thinking === 'string' && thinking !== 'disabled',
    json: format.type === 'json_schema' ? objectOf(format.schema) : null,
  };
};

/** `us.anthropic.claude-sonnet-4-20250514-v1:0` answers as `claude-sonnet-4-20250514`. */
const modelName = (modelId: string): string =>
  /(claude-[a-z0-9.-]+?)(-v\d+(:\d+)?)?$/.exec(modelId)?.[1] ?? 'claude';

const wholeBlock = (block: Block): Json => {
  switch (block.kind) {
    case 'text':
      return block.citation === undefined
        ? { type: 'text', text: blockText(block) }
        : { type: 'text', text: blockText(block), citations: [citationInMessages(block.citation)] };
    case 'reasoning':
      if (block.redacted) return { type: 'redacted_thinking', data: block.signature };
      return { type: 'thinking', thinking: blockText(block), signature: block.signature };
    case 'tool':
      return { type: 'tool_use', id: `toolu_bdrk_01${block.id}`, name: block.name, input: block.input };
  }
};

/** Tokens of the output that no text and no tool call has. */
const thinkingTokens = ({ blocks, outputTokens }: Answer): number =>
  blocks
    .filter(({ kind }) => kind !== 'reasoning')
    .reduce((left, { pieces }) => left - pieces.reduce((sum, { tokens }) => sum + tokens, 0), outputTokens);

/** Models without prompt caching have no counts of it. */
const usage = (answer: Answer, outputTokens: number, { modelId }: Call): JsonObject => {
  const { inputTokens, cache } = answer;
  const manner = mannerOf(modelId);
  return {
    input_tokens: inputTokens,
    ...(cache
      ? {
          cache_creation_input_tokens: cache.write,
          cache_read_input_tokens: cache.read,
          ...(manner.countsByLifetime
            ? {
                cache_creation: {
                  ephemeral_5m_input_tokens: cache.written['5m'],
                  ephemeral_1h_input_tokens: cache.written['1h'],
                },
              }
            : {}),
        }
      : {}),
    output_tokens: outputTokens,
    ...(manner.tellsDetails
      ? {
          output_tokens_details: {
            thinking_tokens: outputTokens === answer.outputTokens ? thinkingTokens(answer) : 0,
          },
          service_tier: 'standard',
        }
      : {}),
  };
};

/** Until Claude 4.5 the name of the model stood behind the role. */
const named = (call: Call): JsonObject => {
  const model = modelName(call.modelId);
  const rest = { id: call.id('msg_bdrk_01', 22), type: 'message', role: 'assistant' };
  return mannerOf(call.modelId).namedFirst ? { model, ...rest } : { ...rest, model };
};

const message = (answer: Answer, call: Call): JsonObject => ({
  ...named(call),
  content: answer.blocks.map(wholeBlock),
  stop_reason: CLAUDE_REASONS[answer.stop],
  stop_sequence: answer.stopSequence,
  ...(mannerOf(call.modelId).tellsDetails ? { stop_details: null } : {}),
  usage: usage(answer, answer.outputTokens, call),
});

const emptyBlock = (block: Block): Json => {
  if (block.kind === 'reasoning')
    return block.redacted ? wholeBlock(block) : { type: 'thinking', thinking: '', signature: '' };
  if (block.kind === 'tool') return { ...objectOf(wholeBlock(block)), input: {} };
  return block.citation === undefined
    ? { type: 'text', text: '' }
    : { type: 'text', text: '', citations: [] };
};

const delta = (block: Block, text: string): JsonObject => {
  if (block.kind === 'reasoning') return { type: 'thinking_delta', thinking: text };
  return block.kind === 'tool'
    ? { type: 'input_json_delta', partial_json: text }
    : { type: 'text_delta', text };
};

const blockChunks = (block: Block, index: number): readonly Chunk[] => [
  chunk({ type: 'content_block_start', index, content_block: emptyBlock(block) }),
  ...(block.kind === 'text' && block.citation !== undefined
    ? [
        chunk({
          type: 'content_block_delta',
          index,
          delta: { type: 'citations_delta', citation: citationInMessages(block.citation) },
        }),
      ]
    : []),
  ...block.pieces.map((piece) =>
    chunk({ type: 'content_block_delta', index, delta: delta(block, piece.text) }, piece.tokens),
  ),
  ...(block.kind === 'reasoning' && block.signature !== '' && !block.redacted
    ? [
        chunk({
          type: 'content_block_delta',
          index,
          delta: { type: 'signature_delta', signature: block.signature },
        }),
      ]
    : []),
  chunk({ type: 'content_block_stop', index }),
];

/** What a stream counts at its end: after thoughts everything (recorded: chatlas cassette `test_reasoning`, 2026-04). */
function lastUsage(answer: Answer, { modelId }: Call): JsonObject {
  const { inputTokens, cache, outputTokens } = answer;
  const whole = mannerOf(modelId).namedFirst && answer.blocks.some(({ kind }) => kind === 'reasoning');
  if (!whole) return { output_tokens: outputTokens };
  return {
    input_tokens: inputTokens,
    ...(cache ? { cache_creation_input_tokens: cache.write, cache_read_input_tokens: cache.read } : {}),
    output_tokens: outputTokens,
  };
}

const chunks = (answer: Answer, call: Call): readonly Chunk[] => [
  chunk({
    type: 'message_start',
    message: {
      ...message(answer, call),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: usage(answer, 1, call),
    },
  }),
  ...answer.blocks.flatMap(blockChunks),
  chunk({
    type: 'message_delta',
    delta: { stop_reason: CLAUDE_REASONS[answer.stop], stop_sequence: answer.stopSequence },
    usage: lastUsage(answer, call),
  }),
  chunk({ type: 'message_stop' }),
];

/** Claude from version 2 on: the Messages API (AWS "Anthropic Claude Messages API", request and response). */
export const anthropic: Family = {
  id: 'anthropic',
  models: /^anthropic\.claude-/,
  form: 'anthropic_version',
  read,
  whole: message,
  chunks,
};
