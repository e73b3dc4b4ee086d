import { type Json, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import type { Answer } from '../answer/answer.ts';
import { objectsOf, textOf } from '../answer/read.ts';
import type { Call, Chunk } from './family.ts';

/** What a tool that the service runs itself is given, and what it gives back. */
interface Served {
  readonly input: (asked: string) => JsonObject;
  readonly result: Json;
  /** Blocks that the answer ends with. */
  readonly sources?: readonly JsonObject[];
}

/**
 * Nova's own tools as recorded (ruby_llm cassettes `grounds_the_answer_with_web_citations` and
 * `streams_grounded_turns`, pydantic-ai cassettes `test_bedrock_model_with_code_execution_tool`).
 */
const SERVED: Readonly<Record<string, Served>> = {
  nova_grounding: {
    input: (query) => ({ query }),
    result: { text: '[HIDDEN]' },
    sources: [{ location: { web: { domain: 'example.com', url: 'https://example.com/strata' } } }],
  },
  nova_code_interpreter: {
    input: (asked) => ({ snippet: `print(${JSON.stringify(asked)})` }),
    result: { json: { exitCode: 0, isError: false, stdErr: '', stdOut: 'Strata' } },
  },
};

const LONGEST = 200;

/** The service's own tools that a request offers, by name. */
const offeredIn = (body: JsonObject): readonly (readonly [name: string, served: Served])[] =>
  objectsOf(objectOf(body.toolConfig).tools).flatMap((tool) => {
    const name = textOf(objectOf(tool.systemTool).name);
    const served = lookUp(SERVED, name);
    return served ? [[name, served] as const] : [];
  });

/** Whether a request offers tools that the service runs: all calls then name their type. */
export const servesTools = ({ body }: Call): boolean => offeredIn(body).length > 0;

/** A block of an answer that the service's own tools bring: whole, and as it travels. */
interface ServedBlock {
  readonly whole: JsonObject;
  readonly start: JsonObject | null;
  readonly deltas: readonly JsonObject[];
}

/** What stands before the blocks of the model, and what behind them. */
interface ServedBlocks {
  readonly before: readonly ServedBlock[];
  readonly after: readonly ServedBlock[];
}

const callOf = (name: string, served: Served, asked: string, toolUseId: string): ServedBlock => {
  const input = served.input(asked.slice(0, LONGEST));
  return {
    whole: { toolUse: { input, name, toolUseId, type: 'server_tool_use' } },
    start: { toolUse: { name, toolUseId, type: 'server_tool_use' } },
    deltas: [{ toolUse: { input: JSON.stringify(input) } }],
  };
};

const resultOf = (name: string, { result }: Served, toolUseId: string): ServedBlock => {
  const about = { status: 'success', toolUseId, type: `${name}_result` };
  return {
    whole: { toolResult: { content: [result], ...about } },
    start: { toolResult: about },
    deltas: [{ toolResult: [result] }],
  };
};

const sourcesOf = (citations: readonly JsonObject[]): ServedBlock => ({
  whole: { citationsContent: { citations } },
  start: null,
  deltas: citations.map((citation) => ({ citation })),
});

/** What the service's own tools put before and behind an answer; nothing where a guardrail stands in its way. */
export function servedBlocks({ guarded, blocks }: Answer, call: Call, asked: string): ServedBlocks {
  if (guarded?.intervention) return { before: [], after: [] };
  const offered = offeredIn(call.body);
  const ended = blocks.some(({ kind }) => kind === 'text');
  return {
    before: offered.flatMap(([name, served]) => {
      const id = call.id('tooluse_', 22);
      return [callOf(name, served, asked, id), resultOf(name, served, id)];
    }),
    after: ended ? offered.flatMap(([, { sources }]) => (sources ? [sourcesOf(sources)] : [])) : [],
  };
}

/** The events of one such block. */
export function servedChunks({ start, deltas }: ServedBlock, contentBlockIndex: number): readonly Chunk[] {
  const event = (name: string, json: JsonObject): Chunk => ({ event: name, json, tokens: 0 });
  return [
    ...(start ? [event('contentBlockStart', { start, contentBlockIndex })] : []),
    ...deltas.map((delta) => event('contentBlockDelta', { delta, contentBlockIndex })),
    event('contentBlockStop', { contentBlockIndex }),
  ];
}
