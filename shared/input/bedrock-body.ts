import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';

/** One of Bedrock's own body forms, which people paste in place of the call that leads to it. */
interface Form {
  readonly what: string;
  readonly hint: string;
  readonly holds: (body: JsonObject) => boolean;
}

const blocksOf = (body: JsonObject): readonly JsonObject[] =>
  (isArray(body.messages ?? null) ? (body.messages as readonly Json[]) : []).flatMap((message) =>
    isObject(message) && isArray(message.content ?? null)
      ? (message.content as readonly Json[]).filter((block) => isObject(block))
      : [],
  );

const CONVERSE_MEMBERS = ['inferenceConfig', 'toolConfig', 'additionalModelRequestFields', 'modelId'];

/** Most telling first. */
const FORMS: readonly Form[] = [
  {
    what: 'a body of Bedrock’s Converse API',
    hint: 'Add "modelId" with the model id: it is then judged and sent as a call to Converse itself. Or paste the call to LiteLLM that leads to it.',
    holds: (body) =>
      CONVERSE_MEMBERS.some((key) => body[key] !== undefined) ||
      blocksOf(body).some(({ type }) => type === undefined),
  },
  {
    what: 'a body of InvokeModel in Anthropic’s form',
    hint: 'Add "modelId" with the model id: it is then judged and sent as a call to InvokeModel itself; with "model": "bedrock/invoke/…" it is a call of LiteLLM’s Anthropic messages API.',
    holds: (body) => body.anthropic_version !== undefined,
  },
  {
    what: 'a body of InvokeModel',
    hint: 'Add "modelId" with the model id: it is then judged and sent as a call to InvokeModel itself. Or paste the call to LiteLLM that leads to it.',
    holds: (body) =>
      body.messages === undefined &&
      ['prompt', 'inputText', 'message', 'inputPrompt'].some((key) => body[key] !== undefined),
  },
];

/** Says which body of Bedrock's a text without a model is, and what to paste instead; null where it is none. */
export function explainBedrockBody(
  body: JsonObject,
): { readonly message: string; readonly hint: string } | null {
  if (body.model !== undefined) return null;
  const form = FORMS.find(({ holds }) => holds(body));
  return form
    ? { message: `This is ${form.what}, not a call to LiteLLM: it names no model`, hint: form.hint }
    : null;
}
