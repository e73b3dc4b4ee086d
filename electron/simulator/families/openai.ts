import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, type Block, blockText, plainText } from '../answer/answer.ts';
import { CHAT_REASONS } from '../answer/stop-reasons.ts';
import { chatToolCalls, readChat } from './chat.ts';
import { type Call, type Chunk, chunk, type Family } from './family.ts';

const callId = (id: string): string => `call_${id}`;

/** On invoke, gpt-oss puts its reasoning between tags at the head of the text; others have a member for it. */
const inTags = ({ modelId }: Call): boolean => modelId.includes('gpt-oss');

const reasoningOf = (answer: Answer): string => {
  const block = answer.blocks.find(({ kind }) => kind === 'reasoning');
  return block ? blockText(block) : '';
};

const usage = (answer: Answer): JsonObject => ({
  prompt_tokens: answer.inputTokens,
  completion_tokens: answer.outputTokens,
  total_tokens: answer.inputTokens + answer.outputTokens,
});

const whole = (answer: Answer, call: Call): JsonObject => {
  const calls = chatToolCalls(answer.blocks, callId);
  const reasoning = reasoningOf(answer);
  const tagged = reasoning !== '' && inTags(call);
  const text = (tagged ? `<reasoning>${reasoning}</reasoning>` : '') + plainText(answer);
  return {
    id: call.id('chatcmpl-', 29),
    object: 'chat.completion',
    created: call.created,
    model: call.modelId,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: calls.length > 0 && text === '' ? null : text,
          ...(reasoning === '' || tagged ? {} : { reasoning_content: reasoning }),
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
        finish_reason: CHAT_REASONS[answer.stop],
      },
    ],
    usage: usage(answer),
  };
};

type Wrap = (delta: JsonObject, tokens?: number) => Chunk;

const blockChunks = (block: Block, toolIndex: number, wrap: Wrap, tagged: boolean): readonly Chunk[] => {
  if (block.kind === 'text') return block.pieces.map(({ text, tokens }) => wrap({ content: text }, tokens));
  if (block.kind === 'reasoning' && !tagged)
    return block.pieces.map(({ text, tokens }) => wrap({ reasoning_content: text }, tokens));
  if (block.kind === 'reasoning')
    return [
      wrap({ content: '<reasoning>' }),
      ...block.pieces.map(({ text, tokens }) => wrap({ content: text }, tokens)),
      wrap({ content: '</reasoning>' }),
    ];
  const head = { index: toolIndex, id: callId(block.id), type: 'function' };
  return [
    wrap({ tool_calls: [{ ...head, function: { name: block.name, arguments: '' } }] }),
    ...block.pieces.map(({ text, tokens }) =>
      wrap({ tool_calls: [{ index: toolIndex, function: { arguments: text } }] }, tokens),
    ),
  ];
};

const chunks = (answer: Answer, call: Call): readonly Chunk[] => {
  const head = {
    id: call.id('chatcmpl-', 29),
    object: 'chat.completion.chunk',
    created: call.created,
    model: call.modelId,
  };
  const wrap: Wrap = (delta, tokens = 0) =>
    chunk({ ...head, choices: [{ index: 0, delta, finish_reason: null }] }, tokens);
  return [
    wrap({ role: 'assistant', content: '' }),
    ...answer.blocks.flatMap((block) => blockChunks(block, 0, wrap, inTags(call))),
    chunk({
      ...head,
      choices: [{ index: 0, delta: {}, finish_reason: CHAT_REASONS[answer.stop] }],
      usage: usage(answer),
    }),
  ];
};

/** Families that speak chat completions: gpt-oss, Qwen3, Kimi, DeepSeek V3, Palmyra, newer Mistral. */
export const openai: Family = {
  id: 'openai',
  models: /^(openai|qwen|moonshot|moonshotai|minimax|google|nvidia|zai|writer|xai)\.|^deepseek\.v|^mistral\./,
  form: 'messages',
  read: readChat,
  whole,
  chunks,
};
