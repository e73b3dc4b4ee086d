import { rowsFor } from '../call/table.ts';
import { strictChat, strictly, TO_MAX_TOKENS } from './openai/strict-chat.ts';
import { textFamily } from './text/form.ts';
import { runTogether } from './text/prompts/plain.ts';

const rows = rowsFor('ai21', 'LiteLLM AmazonAI21Config.map_openai_params; AWS AI21 Labs Jurassic-2 models');

/** `stream` of a family that LiteLLM never asks to stream. */
const PRETENDED = rows.consumed(
  'stream',
  'LiteLLM asks AI21 on invoke for the whole answer and cuts it up itself; nothing has to be sent.',
);

const jurassic = textFamily({
  id: 'ai21',
  label: 'AI21 Jurassic-2',
  supported: ['max_tokens', 'temperature', 'top_p', 'stream'],
  accepts: [
    'maxTokens',
    'minTokens',
    'topP',
    'stopSequences',
    'presencePenalty',
    'countPenalty',
    'frequencyPenalty',
    'numResults',
    'topKReturn',
  ],
  table: {
    max_tokens: rows.renamed('max_tokens', 'maxTokens'),
    temperature: rows.kept('temperature'),
    top_p: rows.renamed('top_p', 'topP'),
    stream: PRETENDED,
  },
  prompt: 'prompt',
  form: runTogether,
});

const jamba = strictChat({
  id: 'ai21',
  label: 'AI21 Jamba',
  kept: [
    'max_tokens',
    'temperature',
    'top_p',
    'stop',
    'n',
    'frequency_penalty',
    'presence_penalty',
    'tools',
    'response_format',
  ],
  table: { max_completion_tokens: TO_MAX_TOKENS },
  accepts: ['documents'],
  plain: true,
});

/** AI21 Jurassic-2. LiteLLM sends the same form to Jamba, which wants messages and gets them when strict. */
export const ai21 = strictly(jurassic, (base) => base.includes('jamba'), jamba);
