import type { FormId } from '../../input/forms.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { keysAsWritten } from '../../json/texts.ts';
import { layOut, packed } from '../../pipeline/python/json.ts';
import { requestOf } from './litellm.ts';
import { keywordArguments, python } from './python.ts';
import { commandWithBody } from './shell.ts';
import type { CallerCall, SnippetInput } from './snippet.ts';

/** What the model is called in the configuration. */
const ALIAS = 'the-model';

/** What is set for a deployment, not for a call: a client of the proxy does not say it. */
const OF_THE_DEPLOYMENT =
  /^(?:aws_|api_key$|api_base$|base_url$|custom_llm_provider$|drop_params$|modify_params$|timeout$|num_retries$)/;

export const PROXY_PATH: Readonly<Partial<Record<FormId, string>>> = {
  chat: '/v1/chat/completions',
  messages: '/v1/messages',
  responses: '/v1/responses',
  completions: '/v1/completions',
  embeddings: '/v1/embeddings',
};

export const isProxyCall =
  (...forms: readonly FormId[]) =>
  ({ call }: SnippetInput): boolean =>
    call !== null && forms.includes(call.form);

interface Split {
  readonly deployment: JsonObject;
  /** What the client says, the model under its name in the configuration. */
  readonly client: JsonObject;
}

function splitRequest(call: CallerCall): Split {
  const request = requestOf(call);
  const keys = keysAsWritten(request).filter((key) => key !== 'model');
  const pick = (own: boolean): JsonObject =>
    Object.fromEntries(
      keys
        .filter((key) => OF_THE_DEPLOYMENT.test(key) === own)
        .map((key) => [key, request[key] as Json] as const),
    );
  return {
    deployment: { model: request.model ?? '', ...pick(true) },
    client: { model: ALIAS, ...pick(false) },
  };
}

/** JSON is YAML: what is written into the configuration needs no quoting of its own. */
const yaml = (value: Json): string => JSON.stringify(value);

/** The configuration of a LiteLLM proxy with the one deployment that the call goes to. */
export function proxyConfig({ call, region }: SnippetInput): string {
  if (!call) return '';
  const { deployment } = splitRequest(call);
  const named = Object.hasOwn(deployment, 'aws_region_name')
    ? deployment
    : { ...deployment, aws_region_name: region };
  const settings = [
    ...(call.dropParams ? ['  drop_params: true'] : []),
    ...(call.modifyParams ? ['  modify_params: true'] : []),
  ];
  return [
    'model_list:',
    `  - model_name: ${ALIAS}`,
    '    litellm_params:',
    ...Object.entries(named).map(([key, value]) => `      ${key}: ${yaml(value)}`),
    ...(settings.length === 0 ? [] : ['litellm_settings:', ...settings]),
    'general_settings:',
    '  master_key: os.environ/LITELLM_MASTER_KEY',
    '',
  ].join('\n');
}

/** The configuration, how to start the proxy with it, and the call as curl makes it. */
export function proxyCurl(input: SnippetInput): string {
  const { call } = input;
  if (!call) return '';
  const { client } = splitRequest(call);
  const release = call.release === null ? '' : `==${call.release}`;
  const ask = commandWithBody(
    [
      `curl -N "\${LITELLM_PROXY_URL:-http://localhost:4000}"${PROXY_PATH[call.form] ?? '/v1/chat/completions'}`,
      '-H "authorization: Bearer $LITELLM_MASTER_KEY"',
      "-H 'content-type: application/json'",
    ],
    packed(layOut(client)),
  );
  return [
    `# pip install 'litellm[proxy]${release}' boto3`,
    '# config.yaml, then: litellm --config config.yaml',
    "cat > config.yaml <<'EOF'",
    `${proxyConfig(input)}EOF`,
    '',
    ask,
    '',
  ].join('\n');
}

/** Arguments that OpenAI's client knows of chat completions; it passes others on in `extra_body`. */
const OPENAI_CHAT: ReadonlySet<string> = new Set([
  ...[
    'messages',
    'model',
    'audio',
    'frequency_penalty',
    'function_call',
    'functions',
    'logit_bias',
    'logprobs',
  ],
  ...[
    'max_completion_tokens',
    'max_tokens',
    'metadata',
    'modalities',
    'n',
    'parallel_tool_calls',
    'prediction',
  ],
  ...[
    'presence_penalty',
    'prompt_cache_key',
    'reasoning_effort',
    'response_format',
    'safety_identifier',
    'seed',
  ],
  ...['service_tier', 'stop', 'store', 'stream', 'stream_options', 'temperature', 'tool_choice', 'tools'],
  ...['top_logprobs', 'top_p', 'user', 'verbosity', 'web_search_options'],
]);

/**
 * Arguments that Anthropic's client knows of messages in each of its releases: 2.14 has none for temperature, top_p and
 * top_k any more.
 */
const ANTHROPIC_MESSAGES: ReadonlySet<string> = new Set([
  ...['max_tokens', 'messages', 'model', 'metadata', 'service_tier', 'stop_sequences', 'stream', 'system'],
  ...['thinking', 'tool_choice', 'tools'],
]);

/** The keyword arguments of a client, those that it does not know in `extra_body`. */
function clientArguments(client: JsonObject, known: ReadonlySet<string>): string {
  const keys = Object.keys(client);
  const extra = Object.fromEntries(
    keys.filter((key) => !known.has(key)).map((key) => [key, client[key] as Json]),
  );
  return [
    keywordArguments(
      client,
      keys.filter((key) => known.has(key)),
    ),
    ...(Object.keys(extra).length === 0 ? [] : [`    extra_body=${python(extra, '    ')},`]),
  ].join('\n');
}

const commented = (text: string): string => text.trimEnd().replace(/^/gm, '# ');

interface Client {
  readonly imports: readonly string[];
  readonly make: readonly string[];
  readonly method: string;
  readonly known: ReadonlySet<string>;
}

const OPENAI: Client = {
  imports: ['import os', '', 'from openai import OpenAI'],
  make: [
    'client = OpenAI(',
    '    base_url=os.environ.get("LITELLM_PROXY_URL", "http://localhost:4000") + "/v1",',
    '    api_key=os.environ["LITELLM_MASTER_KEY"],',
    ')',
  ],
  method: 'client.chat.completions.create',
  known: OPENAI_CHAT,
};

const ANTHROPIC: Client = {
  imports: ['import os', '', 'from anthropic import Anthropic'],
  make: [
    'client = Anthropic(',
    '    base_url=os.environ.get("LITELLM_PROXY_URL", "http://localhost:4000"),',
    '    api_key=os.environ["LITELLM_MASTER_KEY"],',
    ')',
  ],
  method: 'client.messages.create',
  known: ANTHROPIC_MESSAGES,
};

/** A client's own call to a proxy, with the configuration above it. */
const throughClient =
  ({ imports, make, method, known }: Client) =>
  (input: SnippetInput): string => {
    if (!input.call) return '';
    const { client } = splitRequest(input.call);
    const read =
      client.stream === true
        ? ['for event in response:', '    print(event, flush=True)']
        : ['print(response.model_dump_json(indent=2))'];
    return [
      '# Through a LiteLLM proxy with this config.yaml:',
      '#',
      commented(proxyConfig(input)),
      '',
      ...imports,
      '',
      ...make,
      `response = ${method}(`,
      clientArguments(client, known),
      ')',
      ...read,
      '',
    ].join('\n');
  };

export const openAiClient = throughClient(OPENAI);
export const anthropicClient = throughClient(ANTHROPIC);
