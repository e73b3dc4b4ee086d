import { rowsFor, type Table } from '../../call/table.ts';
import { STREAM_IN_PATH } from './form.ts';

const rows = rowsFor('base', 'LiteLLM AmazonInvokeConfig.map_openai_params');

/** OpenAI parameters that LiteLLM lets through on invoke where it knows nothing of the model. */
export const BASE_SUPPORTED: readonly string[] = ['max_tokens', 'max_completion_tokens', 'stream'];

export const BASE_TABLE: Table = {
  max_tokens: rows.kept('max_tokens'),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'max_tokens'),
  stream: STREAM_IN_PATH,
};
