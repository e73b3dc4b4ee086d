import type { JsonObject } from '../../../shared/json/json.ts';
import type { Answer, Block } from '../answer/answer.ts';
import { converseEvents, converseMessage, readConverse } from './converse.ts';
import { type Call, type Chunk, chunk, type Family } from './family.ts';

const cacheCounts = ({ cache }: Answer): JsonObject => ({
  cacheReadInputTokenCount: cache?.read ?? 0,
  cacheWriteInputTokenCount: cache?.write ?? 0,
});

/** On invoke each piece of text is a block of its own, with its own index and end. */
const inBlocks = (answer: Answer): Answer => ({
  ...answer,
  blocks: answer.blocks.flatMap((block): readonly Block[] =>
    block.kind === 'text' ? block.pieces.map((piece) => ({ ...block, pieces: [piece] })) : [block],
  ),
});

const chunks = (answer: Answer, call: Call): readonly Chunk[] => {
  const { inputTokens, outputTokens } = answer;
  const usage = { inputTokens, outputTokens, ...cacheCounts(answer) };
  return converseEvents(inBlocks(answer), call).map(({ event, json, tokens }) =>
    chunk({ [event]: event === 'metadata' ? { usage, metrics: {}, trace: {} } : json }, tokens),
  );
};

/** Amazon Nova on invoke: Converse in and out, but each stream event is wrapped in its name. */
export const nova: Family = {
  id: 'nova',
  models: /^amazon\.nova-/,
  form: 'inferenceConfig',
  read: readConverse,
  whole: (answer, call) => ({
    ...converseMessage(answer, call),
    usage: {
      inputTokens: answer.inputTokens,
      outputTokens: answer.outputTokens,
      totalTokens: answer.inputTokens + answer.outputTokens,
      ...cacheCounts(answer),
    },
  }),
  chunks,
};
