import { isArray, isObject, type Json } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { child } from '../../../json/pointer.ts';
import { crash, crashOnType } from '../../call/failures.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import { checkFields } from '../../completion/check-fields.ts';
import { splitRegion } from '../../models/base-model.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Profile } from '../../releases/profile.ts';
import { encodeAll } from '../../route/encode.ts';
import { sortArguments, withoutUnsupported } from '../arguments.ts';
import type { EntryContext, EntryRequest } from '../context.ts';
import { entryHeaders } from '../headers.ts';
import { wrapped } from './asynchronous.ts';
import { cohere } from './cohere.ts';
import type { BodyContext, EmbeddingFamily, Input } from './family.ts';
import { marengo } from './marengo.ts';
import { nova } from './nova.ts';
import { EMPTY_EXTRA, FURTHER, USED } from './rules.ts';
import { titanG1, titanMultimodal, titanV2 } from './titan.ts';

/** OpenAI's parameters in the order in which LiteLLM reads them. */
const OPENAI = ['user', 'encoding_format', 'dimensions'];
const OWN: ReadonlySet<string> = new Set(['input', 'headers', 'extra_headers', 'model_id']);

/** Whose parameters a model string takes: the first whose name it holds. */
const MAPPED: readonly (readonly [string, EmbeddingFamily])[] = [
  ['amazon.titan-embed-text-v1', titanG1],
  ['amazon.titan-embed-image-v1', titanMultimodal],
  ['amazon.titan-embed-text-v2:0', titanV2],
  ['cohere.embed-multilingual-v3', cohere],
  ['cohere.embed-v4', cohere],
  ['cohere.embed', cohere],
  ['twelvelabs', marengo],
  ['marengo', marengo],
  ['nova', nova],
];

/** Titan's models by their whole names: no other name gets a body. */
const TITANS: Readonly<Record<string, EmbeddingFamily>> = {
  'amazon.titan-embed-image-v1': titanMultimodal,
  'amazon.titan-embed-text-v1': titanG1,
  'amazon.titan-embed-text-v2:0': titanV2,
  'amazon.titan-embed-g1-text-02': titanG1,
};

/** LiteLLM calls Cohere's models by its client for Cohere, which says who it is. */
const COHERE_HEADERS = { 'request-source': 'unspecified:litellm' };

const PROVIDERS = ['cohere', 'amazon', 'twelvelabs', 'nova'] as const;

/** Whose model a name is. Source: `get_bedrock_embedding_provider`. */
function providerOf(model: string): (typeof PROVIDERS)[number] | null {
  if (model.toLowerCase().includes('nova')) return 'nova';
  const [first, second] = model.split('.');
  return (
    PROVIDERS.find((provider) => model.includes('.') && provider === second) ??
    PROVIDERS.find((provider) => model.includes('.') && provider === first) ??
    PROVIDERS.find((provider) => model.includes(provider)) ??
    null
  );
}

function familyOf(model: string, { release, strict }: Profile): EmbeddingFamily {
  const provider = providerOf(model);
  if (provider === 'cohere') return cohere;
  if (provider === 'twelvelabs') return marengo;
  if (provider === 'nova') return nova;
  const known = model !== 'amazon.titan-embed-g1-text-02' || strict || has(release, 'titan-g1-text-02');
  const titan = provider === 'amazon' && known ? lookUp(TITANS, model) : undefined;
  return titan ?? crash(`LiteLLM knows no form of embeddings for “${model}”.`, 'APIConnectionError');
}

function inputsOf({ request, trace }: EntryContext): readonly Input[] {
  const given: Json = request.input === undefined ? [] : request.input;
  if (typeof given === 'string') return [{ value: given, from: '/input' }];
  // Python goes over the keys of an object.
  const each = isObject(given) ? Object.keys(given) : given;
  if (!isArray(each)) crash('LiteLLM fails: input is neither a text nor a list.', 'APIConnectionError');
  const inputs = each.map((value, i) => ({
    value,
    from: child('/input', isArray(given) ? i : String(value)),
  }));
  for (const { from } of inputs.slice(1)) trace.note(from, FURTHER);
  return inputs;
}

/** True for an `extra_body` that counts as not set. Ends the call (throws `Stop`) on one that has no length. */
function isEmptyExtra(value: Json): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') crashOnType('extra_body', 'TypeError');
  return !isTruthy(value);
}

/** Arguments of `embedding()` itself, which are not among those whose types it checks. */
const UNCHECKED = [
  'timeout',
  'api_base',
  'api_version',
  'api_key',
  'caching',
  'litellm_call_id',
  'logger_fn',
];

function checkOwnFields(context: EntryContext): void {
  const entries = Object.entries(context.request).filter(([key]) => !UNCHECKED.includes(key));
  checkFields('messages', { ...context, request: Object.fromEntries(entries) });
}

/** The parameters of the body, by the table that the model string's own name picks. */
function mapped(context: EntryContext): Map<string, Param> {
  const { model, profile } = context;
  const everyCohere = profile.strict || has(profile.release, 'cohere-embed-by-name');
  const tables = everyCohere ? MAPPED : MAPPED.filter(([name]) => name !== 'cohere.embed');
  const table = tables.find(([name]) => (name === 'nova' ? model.toLowerCase() : model).includes(name))?.[1];
  const { openai, special } = sortArguments(context, OPENAI, OWN);
  const supported = table?.supported(model, profile.release) ?? [];
  const left = new Map<string, Param>();
  for (const [key, value] of withoutUnsupported(openai, supported, context)) {
    const param = table?.map(key, value, model, profile.release);
    if (param) left.set(...param);
  }
  for (const [key, param] of special) {
    if (table && key === 'extra_body' && isEmptyExtra(param.value)) {
      noteUnsent(param, EMPTY_EXTRA, context.trace);
    } else left.set(key, param);
  }
  return left;
}

/**
 * What `litellm.embedding()` sends: one request for each text, Cohere's models take all at once.
 * Source: `BedrockEmbedding.embeddings`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function embeddingsRequest(context: EntryContext): EntryRequest {
  const { model: stated, profile, request, trace } = context;
  if (has(profile.release, 'embedding-fields-checked')) checkOwnFields(context);
  const asynchronous = stated.includes('async_invoke/');
  const plain = stated.replace('async_invoke/', '');
  const byRegion = has(profile.release, 'embedding-region-paths') || profile.strict;
  const { region, id } = splitRegion(profile.release, plain);
  // A model string without a region goes on as it is, the name of a route in front included.
  const model = byRegion && (region !== null || profile.strict) ? id : plain;
  const params = mapped({ ...context, model: stated });
  const named = typeof request.model_id === 'string' && request.model_id !== '' ? request.model_id : null;
  if (named !== null) trace.note('/model_id', USED, { part: 'path' });
  const modelId = named ?? (byRegion ? model : stated);
  const family = familyOf(model, profile);
  const inputs = inputsOf(context);
  const body: BodyContext = { ...context, model, asynchronous };
  const parts = family.whole
    ? [family.whole(inputs, params, body)]
    : inputs.map((input) => family.body(input, params, body));
  const wrap = asynchronous && !family.whole && (family === marengo || family === nova);
  const bodies = parts.map((part) =>
    wrap ? wrapped(part, modelId.replace('async_invoke/', ''), body).object : part.object,
  );
  const [first, ...more] = bodies;
  if (!first) crash('Nothing is sent: the call has no input.', 'NothingSent');
  for (const [key, param] of params) if (key === 'user') noteUnsent(param, USED, trace);
  return {
    path: asynchronous ? '/async-invoke' : `/model/${encodeAll(modelId)}/invoke`,
    headers: { ...entryHeaders(context), ...(family === cohere ? COHERE_HEADERS : {}) },
    bodies: [first, ...more],
  };
}
