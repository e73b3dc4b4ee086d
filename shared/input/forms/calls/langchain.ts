import { lookUp } from '../../../json/look-up.ts';
import { converseMessage, messagesOf, splitSystem } from '../chat-values.ts';
import { bedrockCall, type Found } from '../found.ts';
import { asMembers, type Call, map, plain, text, type Value } from '../value.ts';
import { argumentsOf, called, type Language } from './known.ts';

/** LangChain's constructor and what is handed to the model that it makes. */
const CHAT_OPTIONS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  max_tokens: 'max_tokens',
  maxTokens: 'max_tokens',
  stop_sequences: 'stop_sequences',
  stop: 'stop_sequences',
  stopSequences: 'stop_sequences',
  top_p: 'top_p',
  topP: 'top_p',
};

const CONVERSE_OPTIONS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  max_tokens: 'maxTokens',
  stop_sequences: 'stopSequences',
  top_p: 'topP',
};

export function langchain({ callee, ...call }: Call, language: Language): Found | null {
  const given = argumentsOf({ callee, ...call });
  const modelId = given.get('model_id') ?? given.get('modelId') ?? given.get('model') ?? call.args[0];
  if (!modelId) return null;
  const handed = language.script.calls.find((one) => /\.(?:a?invoke|a?stream|batch)$/.test(one.callee));
  const spoken = messagesOf(handed?.args[0]) ?? [];
  const { system, others } = splitSystem(spoken);
  const converse = /Converse/.test(callee) || given.get('beta_use_converse_api') !== undefined;
  const stream = handed ? /stream/.test(handed.callee) : given.has('streaming');
  const options = [...given].flatMap(([name, value]) => {
    const known = lookUp(CHAT_OPTIONS, name);
    return known === undefined || (value.kind === 'plain' && value.json === 'null')
      ? []
      : [[known, value] as const];
  });
  const used = new Set([
    'model_id',
    'modelId',
    'model',
    'model_kwargs',
    'modelKwargs',
    ...Object.keys(CHAT_OPTIONS),
  ]);
  const left = [...given.keys()].filter(
    (name) => !used.has(name) && name !== 'additional_model_request_fields' && name !== 'guardrail_config',
  );
  const what = `${called({ callee, ...call }, language)}${handed ? ` with ${handed.callee}` : ''}`;
  if (converse) {
    const inference = options.map(
      ([name, value]) => [lookUp(CONVERSE_OPTIONS, name) ?? name, value] as const,
    );
    const fields = given.get('additional_model_request_fields');
    const guardrail = given.get('guardrail_config');
    const body: [string, Value][] = [['messages', { kind: 'list', items: others.map(converseMessage) }]];
    if (system.length > 0)
      body.push(['system', { kind: 'list', items: system.map((says) => map([['text', says]])) }]);
    if (inference.length > 0) body.push(['inferenceConfig', map(inference)]);
    if (fields) body.push(['additionalModelRequestFields', fields]);
    if (guardrail) body.push(['guardrailConfig', guardrail]);
    return bedrockCall(what, { converse, stream, modelId, body, left });
  }
  const more = asMembers(given.get('model_kwargs') ?? given.get('modelKwargs'));
  const [said] = system;
  const body = new Map<string, Value>([
    ['anthropic_version', text('bedrock-2023-05-31')],
    ['messages', { kind: 'list', items: others }],
    ...(said ? [['system', said] as const] : []),
    ['max_tokens', plain('1024')],
    ...options,
    ...more,
  ]);
  return bedrockCall(what, { converse, stream, modelId, body, left });
}
