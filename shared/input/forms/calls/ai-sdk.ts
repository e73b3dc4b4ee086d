import { lookUp } from '../../../json/look-up.ts';
import { converseMessage, messagesOf } from '../chat-values.ts';
import { bedrockCall, NOTHING_BESIDE } from '../found.ts';
import { type Call, map, TRUE, text, type Value } from '../value.ts';
import { argumentsOf, called, type Known, type Language } from './known.ts';

/** Vercel's AI SDK: its names in those of the client that it calls. */
const AI_SDK: Readonly<Record<string, string>> = {
  maxTokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  frequencyPenalty: 'frequency_penalty',
  presencePenalty: 'presence_penalty',
  seed: 'seed',
};

const AI_CONVERSE: Readonly<Record<string, string>> = {
  max_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  stopSequences: 'stopSequences',
};

/** Whose model it is: by the name that is called, or by what made the provider of that name. */
function makerOf({ callee, hole }: Call, { script }: Language): string {
  const made = script.named(callee.replace(/\..*$/s, ''), hole.from);
  return made?.kind === 'call' ? `${callee} ${made.call.callee}` : callee;
}

/** `generateText`, `streamText` and their like. */
export const aiSdk: Known['read'] = (call, language) => {
  const given = argumentsOf(call);
  const model = given.get('model');
  if (!model) return null;
  const maker = model.kind === 'call' ? makerOf(model.call, language) : '';
  const id = model.kind === 'call' ? model.call.args[0] : model;
  const prompt = given.get('prompt');
  const messages = given.get('messages');
  const spoken = prompt
    ? (messagesOf(prompt) ?? [
        map([
          ['role', text('user')],
          ['content', prompt],
        ]),
      ])
    : messages?.kind === 'list'
      ? messages.items
      : [];
  const said = given.get('system') ?? given.get('instructions');
  const stop = given.get('stopSequences');
  const options = [...given].flatMap(([name, value]) => {
    const known = lookUp(AI_SDK, name);
    return known === undefined ? [] : [[known, value] as const];
  });
  const used = new Set([
    ...Object.keys(AI_SDK),
    'model',
    'prompt',
    'messages',
    'system',
    'instructions',
    'stopSequences',
  ]);
  const left = [...given.keys()].filter((name) => !used.has(name));
  const stream = /^stream/.test(call.callee);
  const what = called(call, language);
  if (/bedrock/i.test(maker)) {
    const inference = [...options, ...(stop ? [['stopSequences', stop] as const] : [])].flatMap(
      ([name, value]) => {
        const known = lookUp(AI_CONVERSE, name);
        return known === undefined ? [] : [[known, value] as const];
      },
    );
    const body: [string, Value][] = [];
    if (said) body.push(['system', { kind: 'list', items: [map([['text', said]])] }]);
    body.push(['messages', { kind: 'list', items: spoken.map(converseMessage) }]);
    if (inference.length > 0) body.push(['inferenceConfig', map(inference)]);
    return bedrockCall(what, { converse: true, stream, modelId: id, body, left });
  }
  const anthropic = /anthropic/i.test(maker);
  const system =
    said && !anthropic
      ? [
          map([
            ['role', text('system')],
            ['content', said],
          ]),
        ]
      : [];
  return {
    ...NOTHING_BESIDE,
    what,
    form: anthropic ? 'messages' : 'chat',
    request: map([
      ['model', id ?? model],
      ...(said && anthropic ? [['system', said] as const] : []),
      ['messages', { kind: 'list', items: [...system, ...spoken] }],
      ...options,
      ...(stop ? [[anthropic ? 'stop_sequences' : 'stop', stop] as const] : []),
      ...(stream ? [['stream', TRUE] as const] : []),
    ]),
    path: anthropic ? '/v1/messages' : '/v1/chat/completions',
    left,
  };
};
