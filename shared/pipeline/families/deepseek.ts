import { LLAMA_SUPPORTED, LLAMA_TABLE } from './llama.ts';
import { textFamily } from './text/form.ts';
import { deepseekR1 } from './text/prompts/deepseek-r1.ts';

/** Imported DeepSeek R1 distillations (`bedrock/deepseek_r1/<arn>`): Llama's parameters, a prompt of their own. */
export const deepseek = textFamily({
  id: 'deepseek',
  label: 'DeepSeek R1 (imported)',
  supported: LLAMA_SUPPORTED,
  accepts: ['max_gen_len'],
  table: LLAMA_TABLE,
  prompt: 'prompt',
  form: deepseekR1,
});
