import type { Context } from '../call/context.ts';
import { droppedNames } from '../call/dropped-names.ts';
import type { Family } from '../call/family.ts';
import type { Params } from '../call/params.ts';
import { type Table, walkTable } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { isOpenaiRoute } from '../route/choice.ts';
import { chatBody } from './openai/body.ts';
import { chatMessages } from './openai/messages.ts';
import { CHAT_SUPPORTED, keptAll } from './openai/table.ts';
import { BASE_SUPPORTED, BASE_TABLE } from './text/base-table.ts';
import { formOf, STREAM_IN_PATH } from './text/form.ts';
import { runTogether } from './text/prompts/plain.ts';

const CHAT_TABLE: Table = {
  ...keptAll('openai', 'LiteLLM OpenAIGPTConfig.map_openai_params', CHAT_SUPPORTED),
  stream: STREAM_IN_PATH,
};

/**
 * True for `bedrock/openai/<arn>`, which LiteLLM treats as the chat form it is. A call that names
 * the invoke route goes through the code for models LiteLLM knows nothing of.
 */
const isChatRoute = ({ model, profile }: Context): boolean =>
  // By what the call names: a base_model says which parameters a model takes, and never the way.
  profile.strict || isOpenaiRoute(profile.release, model.given.replace(/^bedrock\//, ''));

/** The model as the body repeats it; only an `openai/` in front is taken off. */
const modelInBody = ({ model, profile }: Context): string =>
  profile.strict
    ? decodeURIComponent(model.modelId)
    : model.litellmModel.replace(/^bedrock\//, '').replace(/^openai\//, '');

const MODEL_ID_LEAKS = rule({
  id: 'build.openai.model-id',
  stage: 'build',
  fate: 'leaked',
  text: 'With bedrock/openai/… LiteLLM takes the id from the model string and hands model_id on into the body.',
  source: 'LiteLLM AmazonBedrockOpenAIConfig.transform_request',
});
const MODEL_ID_UNUSED = rule({
  id: 'build.openai.model-id-unused',
  stage: 'build',
  fate: 'dropped',
  text: 'With bedrock/openai/… the model string holds the id already; model_id is not sent.',
  source: 'Strata strict profile',
});

/** `model_id`, which only `bedrock/openai/…` does not turn into the path. */
function withModelId(params: Params, { request, model, profile, trace }: Context): Params {
  const value = request.model_id ?? null;
  if (
    value === null ||
    droppedNames(request).includes('model_id') ||
    !isOpenaiRoute(profile.release, model.litellmModel)
  )
    return params;
  if (!profile.strict)
    return new Map(params).set('model_id', { value, from: '/model_id', rule: MODEL_ID_LEAKS });
  trace.note('/model_id', MODEL_ID_UNUSED);
  return params;
}

/** OpenAI gpt-oss, and imported models that take OpenAI's chat form. */
export const openai: Family = {
  id: 'openai',
  label: 'OpenAI (chat form)',
  supported: (context) => (isChatRoute(context) ? CHAT_SUPPORTED : BASE_SUPPORTED),
  accepts: () => ['top_k', 'metadata', 'verbosity', 'text', 'include_reasoning'],
  map: (params, context) => walkTable(isChatRoute(context) ? CHAT_TABLE : BASE_TABLE, params, context),
  build: (all, context) => {
    if (!isChatRoute(context)) {
      // LiteLLM makes a prompt first and throws it away; what makes that fail, fails here.
      formOf(runTogether, context).render(context.messages);
    }
    const params = withModelId(all, context);
    const messages = chatMessages(context.messages, context);
    return { body: chatBody(modelInBody(context), messages, params, context), headers: {} };
  },
};
