import type { Json, JsonObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { crash } from '../../call/failures.ts';
import type { Built, Family } from '../../call/family.ts';
import { objectOf, type Params } from '../../call/params.ts';
import { type Row, type Table, walkTable } from '../../call/table.ts';
import { type Rule, rule } from '../../ledger/rule.ts';
import { isTruthy } from '../../python/truth.ts';
import { plainTexts } from './plain-texts.ts';
import { chooseTemplate } from './prompts/choose.ts';
import { customForm } from './prompts/custom.ts';
import { noteUnsaid, type Prompt, type PromptForm, type PromptTemplate } from './prompts/prompt.ts';

const UNSAID = rule({
  id: 'build.prompt-unsaid',
  stage: 'build',
  fate: 'dropped',
  text: 'A text prompt has no place for this part of the message; it is not sent and no error says so.',
  source: 'LiteLLM prompt_templates/factory.py',
});
const PROMPT_OVERRIDDEN = rule({
  id: 'build.prompt-overridden',
  stage: 'build',
  fate: 'dropped',
  text: 'The call sets the key of the prompt itself, so the messages are not sent.',
  source: 'LiteLLM AmazonInvokeConfig.transform_request',
});

/** `stream` of a family whose body has no such key. */
export const STREAM_IN_PATH: Row = {
  to: null,
  rule: rule({
    id: 'map.stream-in-path',
    stage: 'map',
    fate: 'moved',
    text: 'Streaming is chosen by the operation in the URL path, not by the body.',
    source: 'LiteLLM AmazonInvokeConfig.get_complete_url; AWS InvokeModelWithResponseStream',
  }),
};

/** One string or several: Bedrock wants a list, LiteLLM hands a string on as it is. */
export const stopList = (value: Json, context: Context): Json =>
  context.profile.strict && typeof value === 'string' ? [value] : value;

/** A finished prompt and the rule by which it was made. */
export interface RenderedPrompt extends Prompt {
  readonly rule: Rule;
}

/** Makes the prompt of the messages and notes what of them is neither in it nor in `alsoSaid`. */
export function renderPrompt(
  form: PromptForm,
  context: Context,
  alsoSaid: readonly string[] = [],
): RenderedPrompt {
  const messages = context.profile.strict ? plainTexts(context.messages, context) : context.messages;
  const prompt = form.render(messages);
  noteUnsaid(messages, [...prompt.from, ...alsoSaid], UNSAID, context.trace);
  return { ...prompt, rule: form.rule };
}

/** Ends the call where a name is none: LiteLLM looks a list up as a key, and takes a number for a text. */
function checkName(name: Json, form: PromptForm | 'by-model'): void {
  if (!isTruthy(name) || typeof name === 'string') return;
  if (typeof name === 'object' || form === 'by-model') crash('hf_model_name must be a string.');
}

/**
 * The prompt form of a call: a template that comes with the call goes before the family's own, and
 * `by-model` is the one that the model's name, or `hf_model_name` in its place, asks for.
 * Source: litellm `base_invoke_transformation.py`, `convert_messages_to_prompt`.
 */
export function formOf(form: PromptForm | 'by-model', context: Context): PromptForm {
  const { hf_model_name: name = null } = context.request;
  if (!context.profile.strict) checkName(name, form);
  if (typeof name !== 'string' || name === '') {
    return customForm(context) ?? (form === 'by-model' ? chooseTemplate(context.model.litellmModel) : form);
  }
  if (form !== 'by-model') return form;
  const { render, rule } = chooseTemplate(name);
  const withName: PromptTemplate = (messages) => {
    const prompt = render(messages);
    return { text: prompt.text, from: [...prompt.from, '/hf_model_name'] };
  };
  return { render: withName, rule };
}

/** Puts the prompt in front of the parameters; a parameter of the same key wins over it. */
export function promptBody(
  key: string,
  prompt: RenderedPrompt,
  params: Params,
  context: Context,
): Record<string, Json> {
  const { trace } = context;
  const rest = objectOf(params, trace);
  const body: Record<string, Json> = trace.inherit({ [key]: prompt.text, ...rest }, rest);
  if (Object.hasOwn(rest, key)) for (const pointer of prompt.from) trace.note(pointer, PROMPT_OVERRIDDEN);
  else trace.member(body, key, prompt.from.length > 0 ? prompt.from : null, prompt.rule);
  return body;
}

/** A family whose body is one prompt string and its parameters side by side. */
export interface TextForm extends Pick<Family, 'id' | 'label'> {
  readonly supported: readonly string[];
  readonly accepts: readonly string[];
  readonly table: Table;
  /** Key of the prompt. */
  readonly prompt: string;
  readonly form: PromptForm | 'by-model';
  /** Puts prompt and parameters elsewhere than side by side. */
  readonly arrange?: (prompt: RenderedPrompt, params: Params, context: Context) => JsonObject;
}

/** Makes a family of a text form. Source of the shape: litellm `AmazonInvokeConfig.transform_request`. */
export function textFamily(definition: TextForm): Family {
  const { id, label, supported, accepts, table, prompt: key, form, arrange } = definition;
  return {
    id,
    label,
    supported: () => supported,
    accepts: () => accepts,
    map: (params, context) => walkTable(table, params, context),
    build: (params, context): Built => {
      const prompt = renderPrompt(formOf(form, context), context);
      const body = arrange?.(prompt, params, context) ?? promptBody(key, prompt, params, context);
      return { body, headers: {} };
    },
  };
}
