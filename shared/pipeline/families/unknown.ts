import { Stop } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import { rowsFor, walkTable } from '../call/table.ts';
import { strictChat, strictly, TO_MAX_TOKENS } from './openai/strict-chat.ts';
import { CHAT_SUPPORTED } from './openai/table.ts';
import { BASE_SUPPORTED, BASE_TABLE } from './text/base-table.ts';
import { formOf, STREAM_IN_PATH, stopList, textFamily } from './text/form.ts';
import { deepseekR1 } from './text/prompts/deepseek-r1.ts';
import { runTogether } from './text/prompts/plain.ts';

const refused: Family = {
  id: 'unknown',
  label: 'No body form on invoke',
  supported: () => BASE_SUPPORTED,
  accepts: () => [],
  map: (params, context) => walkTable(BASE_TABLE, params, context),
  build: (_params, context) => {
    if (!context.profile.strict) formOf(runTogether, context).render(context.messages);
    const { litellmModel } = context.model;
    const provider = /(^|\/)stability/.test(litellmModel) ? 'stability' : 'None';
    throw new Stop('refused', {
      type: 'NotFoundError',
      message: `litellm.NotFoundError: BedrockException - Bedrock Invoke HTTPX: Unknown provider=${provider}, model=${litellmModel}. Try calling via converse route - \`bedrock/converse/<model>\`.`,
    });
  },
};

const rows = rowsFor('strict.deepseek', 'Strata strict profile; AWS DeepSeek models');

const deepseek = textFamily({
  id: 'unknown',
  label: 'DeepSeek R1',
  supported: ['max_tokens', 'max_completion_tokens', 'temperature', 'top_p', 'stop', 'stream'],
  accepts: [],
  table: {
    max_tokens: rows.kept('max_tokens'),
    max_completion_tokens: TO_MAX_TOKENS,
    temperature: rows.kept('temperature'),
    top_p: rows.kept('top_p'),
    stop: rows.mapped('stop', 'stop', 'stop becomes a list.', ({ value }, context) =>
      stopList(value, context),
    ),
    stream: STREAM_IN_PATH,
  },
  prompt: 'prompt',
  form: deepseekR1,
});

const palmyra = strictChat({
  id: 'unknown',
  label: 'Writer Palmyra',
  rules: 'palmyra',
  kept: [
    'max_tokens',
    'temperature',
    'top_p',
    'stop',
    'seed',
    'presence_penalty',
    'frequency_penalty',
    'tools',
    'tool_choice',
    'response_format',
  ],
  table: { max_completion_tokens: TO_MAX_TOKENS },
  accepts: ['min_tokens'],
  plain: true,
});

const chat = strictChat({
  id: 'unknown',
  label: 'Chat form',
  kept: CHAT_SUPPORTED,
  accepts: ['top_k', 'metadata'],
});

const isPalmyra = (base: string): boolean => base.startsWith('writer.palmyra');
const isDeepseekR1 = (base: string): boolean => base.startsWith('deepseek.r1');
const isChat = (base: string): boolean => /^(deepseek|google|minimax|nvidia|qwen|zai)\./.test(base);

/**
 * Models for which LiteLLM has no body form on invoke and refuses the call: DeepSeek R1 itself,
 * Writer, Stability and others. The strict profile has one for those that answer in text.
 */
export const unknown = strictly(
  strictly(strictly(refused, isChat, chat), isDeepseekR1, deepseek),
  isPalmyra,
  palmyra,
);
