import { isObject, type Json, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { jsonIn } from '../../../shared/json/parse.ts';
import { type Answer, type Ask, type Block, blockText } from '../answer/answer.ts';
import { citationOnConverse } from '../answer/citations.ts';
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
import { converseTrace } from '../guard/guarded.ts';
import type { CacheUsage } from '../usage/prompt-cache.ts';
import type { Call, Chunk, Family } from './family.ts';
import { servedBlocks, servedChunks, servesTools } from './service-tools.ts';

const stopReason = ({ stop, guarded }: Answer): string =>
  guarded?.intervention ? 'guardrail_intervened' : CLAUDE_REASONS[stop];

const readChoice = (choice: JsonObject): Ask['toolChoice'] => {
  if ('tool' in choice) return { name: textOf(objectOf(choice.tool).name) };
  return 'any' in choice ? 'any' : 'auto';
};

const readSchema = (body: JsonObject): JsonObject | null => {
  const format = objectOf(objectOf(body.outputConfig).textFormat);
  const schema = objectOf(objectOf(format.structure).jsonSchema).schema;
  if (format.type !== 'json_schema' || typeof schema !== 'string') return null;
  const read = jsonIn(schema);
  return read === undefined ? null : objectOf(read);
};

/** Reads a Converse body; Nova's invoke body has the same members. */
export function readConverse(body: JsonObject): Ask {
  const messages = objectsOf(body.messages);
  const config = objectOf(body.inferenceConfig);
  const tools = objectOf(body.toolConfig);
  const extra = objectOf(body.additionalModelRequestFields);
  const asked = extra.thinking ?? extra.reasoningConfig ?? extra.reasoning_config ?? extra.reasoning_effort;
  const thinking = typeof asked === 'string' ? asked : objectOf(asked).type;
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
    reasoning: typeof thinking === 'string' && thinking !== 'disabled' && thinking !== 'none',
    json: readSchema(body),
  };
}

const toolUseId = (block: Block & { kind: 'tool' }): string => `tooluse_${block.id}`;

const wholeBlock = (block: Block, typed: boolean): Json => {
  switch (block.kind) {
    case 'text':
      return block.citation === undefined
        ? { text: blockText(block) }
        : {
            citationsContent: {
              citations: [citationOnConverse(block.citation)],
              content: [{ text: blockText(block) }],
            },
          };
    case 'reasoning':
      if (block.redacted) return { reasoningContent: { redactedContent: block.signature } };
      return {
        reasoningContent: {
          reasoningText: {
            ...(block.signature === '' ? {} : { signature: block.signature }),
            text: blockText(block),
          },
        },
      };
    case 'tool':
      return {
        toolUse: {
          input: block.input,
          name: block.name,
          toolUseId: toolUseId(block),
          ...(typed ? { type: 'tool_use' } : {}),
        },
      };
  }
};

/** What was written to the cache, by lifetime; nothing where nothing was written. */
const cacheDetails = ({ write, written }: CacheUsage): JsonObject =>
  write === 0
    ? {}
    : {
        cacheDetails: (['5m', '1h'] as const).flatMap((ttl) =>
          written[ttl] > 0 ? [{ inputTokens: written[ttl], ttl }] : [],
        ),
      };

/** Counts of the cache: always in whole answers of models that have one, in streams only where it was used. */
const cacheCounts = (cache: CacheUsage | null, streams: boolean): JsonObject =>
  cache === null || (streams && cache.read + cache.write === 0)
    ? {}
    : {
        ...cacheDetails(cache),
        cacheReadInputTokenCount: cache.read,
        cacheReadInputTokens: cache.read,
        cacheWriteInputTokenCount: cache.write,
        cacheWriteInputTokens: cache.write,
      };

const usage = ({ inputTokens, outputTokens, cache }: Answer, streams: boolean): JsonObject => ({
  ...cacheCounts(cache, streams),
  inputTokens,
  outputTokens,
  serverToolUsage: {},
  totalTokens: inputTokens + outputTokens + (cache ? cache.read + cache.write : 0),
});

const namesTypes = (call: Call): boolean => mannerOf(call.modelId).typesTools === true || servesTools(call);

/** The message and stop reason of an answer, as Converse and Nova on invoke give them. */
export function converseMessage(
  answer: Answer,
  call: Call,
): {
  readonly output: JsonObject;
  readonly stopReason: string;
} {
  const typed = namesTypes(call);
  const served = servedBlocks(answer, call, readConverse(call.body).lastUser);
  return {
    output: {
      message: {
        content: [
          ...served.before.map(({ whole }) => whole),
          ...answer.blocks.map((block) => wholeBlock(block, typed)),
          ...served.after.map(({ whole }) => whole),
        ],
        role: 'assistant',
      },
    },
    stopReason: stopReason(answer),
  };
}

const delta = (block: Block, text: string): JsonObject => {
  if (block.kind === 'reasoning') return { reasoningContent: { text } };
  return block.kind === 'tool' ? { toolUse: { input: text } } : { text };
};

/** A text block has no start event; a tool block names its tool in one. */
const blockChunks = (block: Block, contentBlockIndex: number, typed: boolean): readonly Chunk[] => {
  const start: readonly Chunk[] =
    block.kind === 'tool'
      ? [
          {
            event: 'contentBlockStart',
            json: {
              start: {
                toolUse: {
                  toolUseId: toolUseId(block),
                  name: block.name,
                  ...(typed ? { type: 'tool_use' } : {}),
                },
              },
              contentBlockIndex,
            },
            tokens: 0,
          },
        ]
      : [];
  const cited: readonly Chunk[] =
    block.kind === 'text' && block.citation !== undefined
      ? [
          {
            event: 'contentBlockDelta',
            json: { delta: { citation: citationOnConverse(block.citation) }, contentBlockIndex },
            tokens: 0,
          },
        ]
      : [];
  const signature: readonly Chunk[] =
    block.kind === 'reasoning' && block.signature !== ''
      ? [
          {
            event: 'contentBlockDelta',
            json: {
              delta: {
                reasoningContent: block.redacted
                  ? { redactedContent: block.signature }
                  : { signature: block.signature },
              },
              contentBlockIndex,
            },
            tokens: 0,
          },
        ]
      : [];
  return [
    ...start,
    ...cited,
    ...block.pieces.map((piece) => ({
      event: 'contentBlockDelta',
      json: { delta: delta(block, piece.text), contentBlockIndex },
      tokens: piece.tokens,
    })),
    ...signature,
    { event: 'contentBlockStop', json: { contentBlockIndex }, tokens: 0 },
  ];
};

const EMPTY_TEXT: Block = { kind: 'text', pieces: [{ text: '', tokens: 0 }] };

/** Some models open their streams with an empty text. */
const blocksOf = (answer: Answer, { modelId }: Call): readonly Block[] =>
  mannerOf(modelId).emptyFirst && answer.blocks.some(({ kind }) => kind === 'reasoning')
    ? [EMPTY_TEXT, ...answer.blocks]
    : answer.blocks;

/** The events of ConverseStream, `metadata` last. */
export function converseEvents(answer: Answer, call: Call): readonly Chunk[] {
  const { before, after } = servedBlocks(answer, call, readConverse(call.body).lastUser);
  const typed = namesTypes(call);
  const blocks = blocksOf(answer, call);
  const behind = before.length + blocks.length;
  return [
    { event: 'messageStart', json: { role: 'assistant' }, tokens: 0 },
    ...before.flatMap(servedChunks),
    ...blocks.flatMap((block, i) => blockChunks(block, before.length + i, typed)),
    ...after.flatMap((block, i) => servedChunks(block, behind + i)),
    { event: 'messageStop', json: { stopReason: stopReason(answer) }, tokens: 0 },
    {
      event: 'metadata',
      json: {
        metrics: { latencyMs: call.latencyMs },
        ...converseTrace(answer),
        usage: usage(answer, true),
        ...asServed(call),
      },
      tokens: 0,
    },
  ];
}

/** What a request asked of the service itself is said again in the answer. */
const asServed = ({ body }: Call): JsonObject =>
  Object.fromEntries(
    ['performanceConfig', 'serviceTier'].flatMap((key) =>
      isObject(body[key]) ? [[key, body[key] as Json]] : [],
    ),
  );

/** The Converse operations, whatever the model (service model 2023-09-30, ConverseResponse and ConverseStreamOutput). */
export const converse: Family = {
  id: 'converse',
  models: /^/,
  form: 'messages',
  read: readConverse,
  whole: (answer, call) => {
    const { output, stopReason } = converseMessage(answer, call);
    return {
      metrics: { latencyMs: call.latencyMs },
      output,
      ...asServed(call),
      stopReason,
      ...converseTrace(answer),
      usage: usage(answer, false),
    };
  },
  chunks: converseEvents,
};
