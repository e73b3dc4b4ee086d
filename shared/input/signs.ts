import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { FormId } from './forms.ts';

/** Something in a request that tells its form. `find` gives what was seen, in words, or null. */
export interface Sign {
  readonly form: FormId;
  readonly find: (request: JsonObject) => string | null;
}

const items = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];
const messages = (request: JsonObject): readonly JsonObject[] => items(request.messages);
const blocks = (request: JsonObject): readonly JsonObject[] =>
  messages(request).flatMap((message) => items(message.content));
const has = (object: JsonObject, key: string): boolean => Object.hasOwn(object, key);

/** Words in the names of models that make embeddings, and of those that make images. */
const EMBEDDERS = /embed|marengo/i;
const PAINTERS = /image|canvas|stability|sd3|dall-e/i;
/** Claude named as its own API and Bedrock name it, with no provider before it as LiteLLM has. */
const BARE_CLAUDE = /^(?:[a-z]+\.)?(?:anthropic\.)?claude-/;
const modelNames = ({ model = null }: JsonObject, words: RegExp): boolean =>
  typeof model === 'string' && words.test(model);

/** One of these parameters is given. */
const parameter = (form: FormId, ...keys: readonly string[]): Sign => ({
  form,
  find: (request) => {
    const key = keys.find((name) => has(request, name));
    return key === undefined ? null : `it has ${key}`;
  },
});

/** A content block of one of these types. */
const block = (form: FormId, ...types: readonly string[]): Sign => ({
  form,
  find: (request) => {
    const found = blocks(request).find(({ type }) => typeof type === 'string' && types.includes(type));
    return found ? `a content block is of type ${String(found.type)}` : null;
  },
});

const role = (form: FormId, ...roles: readonly string[]): Sign => ({
  form,
  find: (request) => {
    const found = messages(request).find(
      (message) => typeof message.role === 'string' && roles.includes(message.role),
    );
    return found ? `a message has the role ${String(found.role)}` : null;
  },
});

const tool = (form: FormId, words: string, holds: (tool: JsonObject) => boolean): Sign => ({
  form,
  find: (request) => (items(request.tools).some(holds) ? words : null),
});

/** Members that only Converse has. */
const CONVERSE_MEMBERS = [
  ...['inferenceConfig', 'toolConfig', 'additionalModelRequestFields', 'guardrailConfig', 'promptVariables'],
  ...['performanceConfig', 'additionalModelResponseFieldPaths', 'requestMetadata'],
];

/** Anthropic's own tools carry the day of their version: `web_search_20250305`. */
const SERVER_TOOL = /^[a-z_]+_20\d{6}$/;

const THINKING = ['adaptive', 'disabled', 'between_tools'];

/**
 * What tells the form of a request, most telling first; the first that is found decides. Roles,
 * tool calls and content blocks tell more than parameters, since LiteLLM's chat completions take
 * many of Anthropic's parameters beside OpenAI's messages (OpenAI API reference "Create chat
 * completion"; Anthropic API reference "Create a Message"). A system prompt beside the messages goes
 * before the role: newer Claude models take system messages between the others too.
 */
export const SIGNS: readonly Sign[] = [
  {
    form: 'converse',
    find: (request) => {
      if (!has(request, 'modelId') || has(request, 'model')) return null;
      if (/^Converse(?:Stream)?$/.test(String(request.operation))) return 'its operation is Converse';
      const member = CONVERSE_MEMBERS.find((key) => has(request, key));
      if (member !== undefined) return `it has modelId and ${member}`;
      const bare = blocks(request).some((one) => !has(one, 'type'));
      return bare ? 'it has modelId and content blocks without a type' : null;
    },
  },
  {
    form: 'invoke',
    find: (request) =>
      has(request, 'modelId') && !has(request, 'model') ? 'it has modelId instead of model' : null,
  },
  {
    form: 'rerank',
    find: (request) =>
      has(request, 'query') && has(request, 'documents') ? 'it has a query and documents' : null,
  },
  {
    form: 'embeddings',
    find: (request) =>
      has(request, 'input') && modelNames(request, EMBEDDERS) ? 'its model makes embeddings' : null,
  },
  {
    form: 'images',
    find: (request) =>
      has(request, 'prompt') && modelNames(request, PAINTERS) ? 'its model makes images' : null,
  },
  {
    form: 'completions',
    find: (request) =>
      has(request, 'prompt') && has(request, 'model') && !has(request, 'messages') && !has(request, 'input')
        ? 'it has a prompt instead of messages'
        : null,
  },
  {
    form: 'responses',
    find: (request) =>
      has(request, 'input') && !has(request, 'messages') ? 'it has input instead of messages' : null,
  },
  role('chat', 'developer', 'tool', 'function'),
  {
    form: 'chat',
    find: (request) =>
      messages(request).some((message) => isArray(message.tool_calls) || isObject(message.function_call))
        ? 'a message has tool_calls'
        : null,
  },
  parameter('messages', 'anthropic_version'),
  tool('chat', 'a tool is a function', (one) => isObject(one.function)),
  tool('messages', 'a tool has an input_schema', (one) => has(one, 'input_schema')),
  block('messages', 'tool_use', 'tool_result', 'server_tool_use', 'web_search_tool_result', 'search_result'),
  block('messages', 'thinking', 'redacted_thinking', 'container_upload'),
  {
    form: 'messages',
    find: (request) =>
      blocks(request).some(({ source }) => isObject(source)) ? 'a content block has a source' : null,
  },
  block('chat', 'image_url', 'input_audio', 'video_url', 'file', 'refusal'),
  parameter('messages', 'system', 'output_config', 'safeguards'),
  role('chat', 'system'),
  tool(
    'messages',
    'a tool is one of Anthropic’s own',
    ({ type }) => typeof type === 'string' && (SERVER_TOOL.test(type) || type === 'mcp_toolset'),
  ),
  {
    form: 'messages',
    find: ({ tool_choice: choice }) =>
      isObject(choice) &&
      typeof choice.type === 'string' &&
      ['auto', 'any', 'tool', 'none'].includes(choice.type)
        ? `its tool_choice is of type ${choice.type}`
        : null,
  },
  parameter(
    'chat',
    ...['frequency_penalty', 'presence_penalty', 'n', 'stop', 'response_format', 'max_completion_tokens'],
    ...['seed', 'logit_bias', 'logprobs', 'top_logprobs', 'reasoning_effort', 'stream_options', 'functions'],
    ...['parallel_tool_calls', 'function_call', 'modalities', 'prediction', 'verbosity', 'user', 'store'],
    ...['web_search_options'],
  ),
  {
    form: 'chat',
    find: ({ tool_choice: choice }) => (typeof choice === 'string' ? 'its tool_choice is a word' : null),
  },
  parameter('messages', 'stop_sequences', 'context_management', 'output_format'),
  parameter('messages', 'anthropic_beta', 'betas', 'mcp_servers', 'container', 'cache_control'),
  parameter('messages', 'inference_geo', 'speed'),
  {
    form: 'messages',
    find: ({ service_tier: tier }) => (tier === 'standard_only' ? 'its service_tier is standard_only' : null),
  },
  {
    form: 'messages',
    find: ({ thinking }) =>
      isObject(thinking) && (has(thinking, 'budget_tokens') || THINKING.includes(String(thinking.type)))
        ? `its thinking ${has(thinking, 'budget_tokens') ? 'has a budget' : `is ${thinking.type}`}`
        : null,
  },
  {
    form: 'messages',
    find: ({ metadata }) =>
      isObject(metadata) && Object.keys(metadata).join() === 'user_id' ? 'its metadata is a user_id' : null,
  },
  {
    form: 'messages',
    find: (request) =>
      has(request, 'top_k') && has(request, 'max_tokens') && modelNames(request, BARE_CLAUDE)
        ? 'it has top_k and a model of Claude’s own name'
        : null,
  },
];
