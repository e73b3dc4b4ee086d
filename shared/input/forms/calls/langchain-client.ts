import { lookUp } from '../../../json/look-up.ts';
import { splitSystem } from '../chat-values.ts';
import { headersOf, NOTHING_BESIDE, present } from '../found.ts';
import { baseOf } from '../http-call.ts';
import { asMembers, asText, map, plain, TRUE, type Value } from '../value.ts';
import { argumentsOf, called, type Known } from './known.ts';
import { spokenTo } from './langchain.ts';

/** Arguments of LangChain's classes for OpenAI's and Anthropic's APIs, and what they are called in the body. */
const BODY: Readonly<Record<string, string>> = {
  model: 'model',
  model_name: 'model',
  modelName: 'model',
  temperature: 'temperature',
  max_tokens: 'max_tokens',
  maxTokens: 'max_tokens',
  max_completion_tokens: 'max_completion_tokens',
  top_p: 'top_p',
  topP: 'top_p',
  top_k: 'top_k',
  topK: 'top_k',
  n: 'n',
  seed: 'seed',
  stop: 'stop',
  stop_sequences: 'stop_sequences',
  stopSequences: 'stop_sequences',
  frequency_penalty: 'frequency_penalty',
  presence_penalty: 'presence_penalty',
  reasoning_effort: 'reasoning_effort',
  thinking: 'thinking',
  user: 'user',
};

const ADDRESSES = ['base_url', 'openai_api_base', 'anthropic_api_url', 'anthropicApiUrl', 'baseURL'] as const;

/** What the two classes take besides, and send: members of the body. */
const MORE = ['model_kwargs', 'modelKwargs', 'extra_body'] as const;

const LEFT: ReadonlySet<string> = new Set(['timeout', 'max_retries', 'maxRetries', 'verbose', 'callbacks']);

/** `ChatOpenAI` and `ChatAnthropic`: what they send to the address that they are given, a proxy's for example. */
export const langchainClient: Known['read'] = (call, language) => {
  const given = argumentsOf(call);
  const { handed, spoken } = spokenTo(language);
  const anthropic = call.callee.endsWith('ChatAnthropic');
  const body = [...given].flatMap(([name, value]) => {
    const known = lookUp(BODY, name);
    return known === undefined ? [] : [[known, value] as const];
  });
  const { system, others } = anthropic ? splitSystem(spoken) : { system: [], others: spoken };
  const [first] = system;
  const limit = anthropic && !body.some(([name]) => name === 'max_tokens');
  const streams = (handed && /stream/.test(handed.callee)) || given.has('streaming');
  const configuration = asMembers(given.get('configuration') ?? given.get('clientOptions'));
  const address = ADDRESSES.map((name) => asText(given.get(name) ?? configuration.get(name))).find(Boolean);
  const messages: Value = { kind: 'list', items: others };
  return {
    ...NOTHING_BESIDE,
    what: `${called(call, language)}${handed ? ` with ${handed.callee}` : ''}`,
    form: anthropic ? 'messages' : 'chat',
    request: map([
      ...body,
      ...(limit ? [['max_tokens', plain('1024')] as const] : []),
      ...(first ? [['system', first] as const] : []),
      ['messages', messages],
      ...MORE.flatMap((name) => [...asMembers(given.get(name))]),
      ...(streams ? [['stream', TRUE] as const] : []),
    ]),
    path: anthropic ? '/v1/messages' : '/v1/chat/completions',
    base: address ? baseOf(address) : null,
    headers: headersOf(given.get('default_headers') ?? configuration.get('defaultHeaders')),
    left: present(given, LEFT),
  };
};
