import { rule } from '../ledger/rule.ts';
import { strictCommandR } from './cohere/command-r-strict.ts';
import { COHERE_SUPPORTED, COHERE_TABLE } from './cohere/table.ts';
import { strictly } from './openai/strict-chat.ts';
import { promptBody, type TextForm, textFamily } from './text/form.ts';
import { cohereText } from './text/prompts/cohere.ts';

const STREAM = rule({
  id: 'build.cohere.stream',
  stage: 'build',
  fate: 'kept',
  text: 'Cohere Command wants stream: true in the body as well as the streaming operation in the path.',
  source: 'LiteLLM AmazonInvokeConfig.transform_request; AWS Cohere Command models',
});

const FORM: TextForm = {
  id: 'cohere-command',
  label: 'Cohere Command',
  supported: COHERE_SUPPORTED,
  accepts: ['p', 'k', 'return_likelihoods', 'num_generations', 'logit_bias', 'truncate', 'stop_sequences'],
  table: COHERE_TABLE,
  prompt: 'prompt',
  form: cohereText,
  arrange: (prompt, params, context) => {
    const body = promptBody('prompt', prompt, params, context);
    if (!context.streamParam) return body;
    body.stream = true;
    return context.trace.member(body, 'stream', '/stream', STREAM);
  },
};

const { tools: _tools, tool_choice: _choice, seed: _seed, ...WITHOUT_CHAT } = COHERE_TABLE;
const { frequency_penalty: _frequency, presence_penalty: _presence, ...COMMAND_TABLE } = WITHOUT_CHAT;
const command = textFamily({ ...FORM, supported: Object.keys(COMMAND_TABLE), table: COMMAND_TABLE });

/**
 * Cohere Command, and Command R where the call names the invoke route. LiteLLM lets parameters of
 * Command R through to both; the strict profile gives each model its own form.
 */
export const cohereCommand = strictly(
  strictly(textFamily(FORM), () => true, command),
  (base) => base.startsWith('cohere.command-r'),
  strictCommandR,
);
