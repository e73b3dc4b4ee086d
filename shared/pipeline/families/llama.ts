import { rowsFor, type Table } from '../call/table.ts';
import { STREAM_IN_PATH, textFamily } from './text/form.ts';

const rows = rowsFor('llama', 'LiteLLM AmazonLlamaConfig.map_openai_params; AWS Meta Llama models');

/** OpenAI parameters that Llama's body form takes; DeepSeek R1 shares it. */
export const LLAMA_SUPPORTED: readonly string[] = ['max_tokens', 'temperature', 'top_p', 'stream'];

export const LLAMA_TABLE: Table = {
  max_tokens: rows.renamed('max_tokens', 'max_gen_len'),
  temperature: rows.kept('temperature'),
  top_p: rows.kept('top_p'),
  stream: STREAM_IN_PATH,
};

/** Meta Llama 2, 3 and 4, and imported models of that form. There are no stop sequences. */
export const llama = textFamily({
  id: 'llama',
  label: 'Meta Llama',
  supported: LLAMA_SUPPORTED,
  accepts: ['max_gen_len', 'images'],
  table: LLAMA_TABLE,
  prompt: 'prompt',
  form: 'by-model',
});
