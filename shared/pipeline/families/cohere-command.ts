import { rule } from '../ledger/rule.ts';
import { cohereText } from '../prompts/cohere.ts';
import { COHERE_SUPPORTED, COHERE_TABLE } from './cohere-table.ts';
import { promptBody, textFamily } from './text-form.ts';

const STREAM = rule({
  id: 'build.cohere.stream',
  stage: 'build',
  fate: 'kept',
  text: 'Cohere Command wants stream: true in the body as well as the streaming operation in the path.',
  source: 'LiteLLM AmazonInvokeConfig.transform_request; AWS Cohere Command models',
});

/** Cohere Command, and Command R where the call names the invoke route. */
export const cohereCommand = textFamily({
  id: 'cohere-command',
  label: 'Cohere Command',
  supported: COHERE_SUPPORTED,
  accepts: ['p', 'k', 'return_likelihoods', 'num_generations', 'logit_bias', 'truncate', 'stop_sequences'],
  table: COHERE_TABLE,
  prompt: 'prompt',
  form: cohereText,
  arrange: (prompt, params, context) => {
    const body = promptBody('prompt', prompt, params, context);
    if (!context.stream) return body;
    body.stream = true;
    return context.trace.member(body, 'stream', '/stream', STREAM);
  },
});
