import { isArray, isObject, type Json, type JsonArray, type JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import { noteUnsent, objectOf, type Param, type Params } from '../../call/params.ts';
import { rule } from '../../ledger/rule.ts';
import { has } from '../../releases/behaviours.ts';
import { withoutCacheControl } from './cache-control.ts';

const SOURCE = 'LiteLLM OpenAIGPTConfig.transform_request';

const MODEL = rule({
  id: 'build.openai.model',
  stage: 'build',
  fate: 'mapped',
  text: 'The chat form repeats the model in the body; Bedrock wants it equal to the id in the path.',
  source: `${SOURCE}; AWS OpenAI models`,
});
const MESSAGES = rule({
  id: 'build.openai.messages',
  stage: 'build',
  fate: 'kept',
  text: 'The messages are sent in OpenAI’s form.',
  source: SOURCE,
});
const NO_TOOLS = rule({
  id: 'build.openai.tool-choice',
  stage: 'build',
  fate: 'dropped',
  text: 'There are no tools to choose from, so tool_choice is left out.',
  source: `${SOURCE} (1.109)`,
});
const RETRIES = rule({
  id: 'build.openai.max-retries',
  stage: 'build',
  fate: 'consumed',
  text: 'How often the client tries again; not sent.',
  source: SOURCE,
});

const nonEmpty = (param: Param | undefined): boolean => isArray(param?.value) && param.value.length > 0;

/** `cache_control` in tools is taken out, however deep. */
function cleanTools(param: Param, context: Context): Param {
  const { trace } = context;
  const { value, from } = param;
  if (!isArray(value)) return param;
  const at = typeof from === 'string' ? from : null;
  const tools = value.map((tool, i) =>
    isObject(tool) ? withoutCacheControl(tool, trace, at === null ? null : child(at, i)) : tool,
  );
  return tools.some((tool, i) => tool !== value[i]) ? { ...param, value: tools } : param;
}

function sent(params: Params, context: Context): Params {
  const left = new Map<string, Param>();
  const lonely =
    has(context.profile.release, 'lonely-tool-choice-dropped') &&
    !nonEmpty(params.get('tools')) &&
    !nonEmpty(params.get('functions'));
  for (const [key, param] of params) {
    if (key === 'max_retries') noteUnsent(param, RETRIES, context.trace);
    else if (key === 'tool_choice' && lonely) noteUnsent(param, NO_TOOLS, context.trace);
    else left.set(key, key === 'tools' ? cleanTools(param, context) : param);
  }
  return left;
}

/** The body of the chat form: model, messages and the parameters side by side. */
export function chatBody(model: string, messages: JsonArray, params: Params, context: Context): JsonObject {
  const { trace } = context;
  const rest = objectOf(sent(params, context), trace);
  const body: Record<string, Json> = trace.inherit({ model, messages, ...rest }, rest);
  if (!Object.hasOwn(rest, 'model')) trace.member(body, 'model', '/model', MODEL);
  if (!Object.hasOwn(rest, 'messages')) trace.member(body, 'messages', '/messages', MESSAGES);
  return body;
}
