import { runTogether } from '../prompts/plain.ts';
import { rowsFor } from '../table.ts';
import { STREAM_IN_PATH, textFamily } from './text-form.ts';

const rows = rowsFor('ai21', 'LiteLLM AmazonAI21Config.map_openai_params; AWS AI21 Labs Jurassic-2 models');

/** AI21 Jurassic-2; LiteLLM sends the same form to Jamba, which wants messages. */
export const ai21 = textFamily({
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
    stream: STREAM_IN_PATH,
  },
  prompt: 'prompt',
  form: runTogether,
});
