import type { Context } from '../context.ts';
import type { Family } from '../family.ts';
import { runTogether } from '../prompts/plain.ts';
import { type Table, walkTable } from '../table.ts';
import { BASE_SUPPORTED, BASE_TABLE } from './base-table.ts';
import { takeGuardrail } from './guardrail-headers.ts';
import { chatBody } from './openai-body.ts';
import { chatMessages } from './openai-messages.ts';
import { CHAT_SUPPORTED, keptAll } from './openai-table.ts';
import { formOf, STREAM_IN_PATH } from './text-form.ts';

const CHAT_TABLE: Table = {
  ...keptAll('openai', 'LiteLLM OpenAIGPTConfig.map_openai_params', CHAT_SUPPORTED),
  stream: STREAM_IN_PATH,
};

/**
 * True for `bedrock/openai/<arn>`, which LiteLLM treats as the chat form it is. A call that names
 * the invoke route goes through the code for models LiteLLM knows nothing of.
 */
const isChatRoute = ({ model, profile }: Context): boolean =>
  profile.strict || model.litellmModel.startsWith('openai/');

/** The model as the body repeats it; only an `openai/` in front is taken off. */
const modelInBody = ({ model, profile }: Context): string =>
  profile.strict ? decodeURIComponent(model.modelId) : model.litellmModel.replace(/^openai\//, '');

/** OpenAI gpt-oss, and imported models that take OpenAI's chat form. */
export const openai: Family = {
  id: 'openai',
  label: 'OpenAI (chat form)',
  supported: (context) => (isChatRoute(context) ? CHAT_SUPPORTED : BASE_SUPPORTED),
  accepts: () => ['top_k', 'metadata', 'verbosity', 'text', 'include_reasoning', 'guardrailConfig'],
  map: (params, context) => walkTable(isChatRoute(context) ? CHAT_TABLE : BASE_TABLE, params, context),
  build: (all, context) => {
    const plain = context.model.litellmModel.startsWith('openai/') && !context.profile.strict;
    if (!isChatRoute(context)) {
      // LiteLLM makes a prompt first and throws it away; what makes that fail, fails here.
      formOf(runTogether, context).render(context.messages);
    }
    const { params, headers } = plain ? { params: all, headers: {} } : takeGuardrail(all, context);
    const messages = chatMessages(context.messages, context);
    return { body: chatBody(modelInBody(context), messages, params, context), headers };
  },
};
