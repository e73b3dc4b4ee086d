import { rowsFor } from '../table.ts';
import { STREAM_IN_PATH, stopList, textFamily } from './text-form.ts';

const rows = rowsFor('mistral', 'LiteLLM AmazonMistralConfig.map_openai_params; AWS Mistral AI models');

/** Mistral in the prompt form; LiteLLM has no chat form for it on invoke, Mistral Large 2407 included. */
export const mistral = textFamily({
  id: 'mistral',
  label: 'Mistral AI',
  supported: ['max_tokens', 'temperature', 'top_p', 'stop', 'stream'],
  accepts: ['top_k'],
  table: {
    max_tokens: rows.kept('max_tokens'),
    temperature: rows.kept('temperature'),
    top_p: rows.kept('top_p'),
    stop: rows.mapped(
      'stop',
      'stop',
      'stop keeps its name; LiteLLM leaves a single string a string although Mistral wants a list.',
      ({ value }, context) => stopList(value, context),
    ),
    stream: STREAM_IN_PATH,
  },
  prompt: 'prompt',
  form: 'by-model',
});
