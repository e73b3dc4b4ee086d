import { bedrockCall, type Found, headersOf, present, without } from '../found.ts';
import { baseOf } from '../http-call.ts';
import { asMembers, asText, type Call, map, TRUE, text } from '../value.ts';
import { argumentsOf, called, type Known, type Language } from './known.ts';

/** Arguments of the makers' clients that do not become part of the body. */
const CLIENT = new Set([
  'extra_headers',
  'extra_query',
  'extra_body',
  'timeout',
  'betas',
  'signal',
  'maxRetries',
]);
const UNSENT = new Set(['extra_query', 'timeout', 'signal', 'maxRetries']);

/** What made the client whose method is called; null where the text does not show it. */
function makerOf({ callee, hole }: Call, { script }: Language): Call | null {
  const owner = /^(?:(?:self|this)\.)?[\w$]+/.exec(callee)?.[0] ?? '';
  const made = script.named(owner, hole.from);
  return made?.kind === 'call' ? made.call : null;
}

/** The address that a client was made for. */
function addressOf(maker: Call | null): string | null {
  const given = maker && argumentsOf(maker);
  return asText(given?.get('base_url') ?? given?.get('baseURL') ?? given?.get('api_base'));
}

/** Headers that a client sends with each call. */
function defaultHeaders(maker: Call | null): Record<string, string> {
  const given = maker && argumentsOf(maker);
  return headersOf(given?.get('default_headers') ?? given?.get('defaultHeaders'));
}

function anthropicBedrock(call: Call, language: Language): Found {
  const given = argumentsOf(call);
  const streamed = given.get('stream');
  const betas = given.get('betas');
  const made = bedrockCall(called(call, language), {
    converse: false,
    stream: /\.stream$/.test(call.callee) || (streamed?.kind === 'plain' && streamed.json === 'true'),
    modelId: given.get('model'),
    body: [
      ['anthropic_version', text('bedrock-2023-05-31')],
      ...(betas ? [['anthropic_beta', betas] as const] : []),
      ...without(given, new Set([...CLIENT, 'model', 'stream'])),
    ],
    left: present(given, UNSENT),
  });
  return { ...made, headers: headersOf(given.get('extra_headers')) };
}

/** A method of OpenAI's or Anthropic's client, in Python or JavaScript. */
export function client(form: Found['form'], path: string): Known['read'] {
  return (call, language) => {
    const given = argumentsOf(call);
    if (given.size === 0) return null;
    const maker = makerOf(call, language);
    const isBedrock = maker !== null && /AnthropicBedrock$/.test(maker.callee);
    if (form === 'messages' && isBedrock) return anthropicBedrock(call, language);
    const address = addressOf(maker);
    const streamed = /\.stream$/.test(call.callee) ? ([['stream', TRUE]] as const) : [];
    const betas = given.get('betas');
    const beta = betas?.kind === 'list' ? betas.items.flatMap((item) => asText(item) ?? []).join(',') : '';
    const options = asMembers(call.args[1]);
    return {
      what: called(call, language),
      form,
      request: map([...without(given, CLIENT), ...streamed, ...asMembers(given.get('extra_body'))]),
      path,
      base: address === null ? null : baseOf(address),
      headers: {
        ...defaultHeaders(maker),
        ...headersOf(given.get('extra_headers')),
        ...headersOf(options.get('headers')),
        ...(beta === '' ? {} : { 'anthropic-beta': beta }),
      },
      left: present(given, UNSENT),
    };
  };
}
