import { rowsFor, type Table } from '../../call/table.ts';
import { STREAM_IN_PATH, stopList } from '../text/form.ts';

const rows = rowsFor('cohere', 'LiteLLM CohereChatConfig.map_openai_params; AWS Cohere models');

/** OpenAI parameters that LiteLLM lets through for Command and Command R alike. */
export const COHERE_SUPPORTED: readonly string[] = [
  'stream',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
  'stop',
  'n',
  'tools',
  'tool_choice',
  'seed',
  'extra_headers',
];

/** Parameters of Command R's own that both of its forms take. */
export const COMMAND_R_ACCEPTS: readonly string[] = [
  'documents',
  'search_queries_only',
  'preamble',
  'p',
  'k',
  'prompt_truncation',
  'return_prompt',
  'stop_sequences',
  'raw_prompting',
];

export const COHERE_TABLE: Table = {
  stream: STREAM_IN_PATH,
  temperature: rows.kept('temperature'),
  max_tokens: rows.kept('max_tokens'),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'max_tokens'),
  n: rows.renamed('n', 'num_generations'),
  top_p: rows.renamed('top_p', 'p'),
  frequency_penalty: rows.kept('frequency_penalty'),
  presence_penalty: rows.kept('presence_penalty'),
  stop: [
    rows.mapped(
      'stop',
      'stop_sequences',
      'stop is called stop_sequences in this body form; a single string stays a string.',
      ({ value }, context) => stopList(value, context),
      { until: 'cohere-stop-as-list' },
    ),
    rows.mapped(
      'stop',
      'stop_sequences',
      'stop becomes the list stop_sequences.',
      ({ value }) => (typeof value === 'string' ? [value] : value),
      { since: 'cohere-stop-as-list', id: 'stop-to-list' },
    ),
  ],
  tools: rows.kept('tools'),
  tool_choice: rows.dropped(
    'tool_choice',
    'LiteLLM accepts tool_choice for Cohere but Cohere has no such parameter; it is not sent and no error says so.',
  ),
  seed: rows.kept('seed'),
};
