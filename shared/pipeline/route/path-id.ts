import { splitRegion, stripRoutingPrefixes } from '../models/base-model.ts';
import { invokeProvider } from '../models/provider.ts';
import { LITELLM_REGIONS } from '../models/regions.ts';
import { perModel } from '../models/remember.ts';
import { has } from '../releases/behaviours.ts';
import { namedBy } from '../releases/named-by.ts';
import type { Release } from '../releases/release.ts';
import { encodeAll, encodeBare } from './encode.ts';

/** What stands for the model in the URL path: plain, and percent-encoded as the release does it. */
export interface PathId {
  readonly plain: string;
  readonly encoded: string;
}

const whole = (plain: string): PathId => ({ plain, encoded: encodeAll(plain) });
const bare = (plain: string): PathId => ({ plain, encoded: encodeBare(plain) });

/** Body forms that a caller can name in front of an ARN of an imported model (`llama/arn:…`), which is then encoded whole. */
const specs = namedBy([
  'llama',
  'deepseek_r1',
  'openai',
  ['qwen2', 'imported-qwen-encoded'],
  ['qwen3', 'imported-qwen-encoded'],
  ['stability', 'stability-named-on-invoke'],
  'moonshot',
]);
const NOVA_SPECS: readonly string[] = ['nova-2/', 'nova/'];

/**
 * The model of an InvokeModel call. ARNs, `model_id` and what stands behind a named body form are
 * encoded whole; everything else goes as it is, colon included, and a region in front of the id
 * stays in the path. Source: `get_bedrock_model_id`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export const invokePathId = (release: Release, model: string, modelId: string | null): PathId =>
  modelId === null ? ownInvokeId(release, model) : invokeId(release, model, modelId);

function invokeId(release: Release, model: string, modelId: string | null): PathId {
  const provider = invokeProvider(release, model);
  let id: string;
  let encode: (plain: string) => PathId = bare;
  if (modelId !== null) {
    id = encodeAll(modelId).replace('invoke/', '');
    encode = (plain) => ({ plain: decodeURIComponent(plain), encoded: plain });
  } else {
    const stripped = stripRoutingPrefixes(release, model);
    if (stripped.startsWith('arn:') && has(release, 'invoke-arns-encoded')) return whole(stripped);
    id = stripped.replace('invoke/', '');
  }
  const spec = [...specs(release)].find((name) => provider === name && id.includes(`${name}/`));
  if (spec) return whole(id.replaceAll(`${spec}/`, ''));
  const nova = has(release, 'imported-nova-known') && NOVA_SPECS.find((name) => id.includes(name));
  if (nova) return whole(id.replaceAll(nova, ''));
  return encode(id);
}

const ownInvokeId = perModel((release, model) => invokeId(release, model, null));

/**
 * The model of a Converse call, encoded whole; a region in front of the id is taken off since 1.82.1.
 * Source: `BedrockConverseLLM.completion`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export const conversePathId = (release: Release, model: string, modelId: string | null): PathId =>
  modelId === null ? ownConverseId(release, model) : whole(modelId);

const ownConverseId = perModel((release, model): PathId => {
  const routed = model.replaceAll('converse/', '');
  let id = has(release, 'chat-completions-prefix') ? routed.replaceAll('chat_completions/', '') : routed;
  let inner = id.startsWith('bedrock/') ? id.slice('bedrock/'.length) : id;
  const slash = inner.indexOf('/');
  const stripsRegion = has(release, 'regions-out-of-converse-paths');
  if (stripsRegion && slash >= 0 && LITELLM_REGIONS.includes(inner.slice(0, slash))) {
    inner = inner.slice(slash + 1);
    id = inner;
  }
  const nova = has(release, 'imported-nova-known') && NOVA_SPECS.find((prefix) => inner.startsWith(prefix));
  return whole(nova ? id.replace(nova, '') : id);
});

/** The model that the Chat Completions endpoint finds in the body: without a region in front. */
export function chatCompletionsPathId(release: Release, model: string): PathId {
  return whole(splitRegion(release, model).id);
}

/** ARN resource types whose slash is encoded on the `bedrock/openai/…` route. */
const ARN_SLASH =
  /(:(?:application-inference-profile|inference-profile|foundation-model|imported-model|provisioned-model|prompt|endpoint|prompt-router|default-prompt-router))\//;
const CUSTOM_MODEL = /(custom-model)\/([a-z0-9.-]+)\/([a-z0-9]+)/;

/**
 * The model of `bedrock/openai/…`, an imported model in OpenAI's form: only the slash of an ARN is
 * encoded (up to 1.99 not in GovCloud and China), and `model_id` has no say. Source: `AmazonBedrockOpenAIConfig`, LiteLLM 1.87.0 to 1.109.1.
 */
export function openaiPathId(release: Release, model: string): PathId {
  const plain = model.replace(/^bedrock\//, '').replace(/^openai\//, '');
  if (!has(release, 'arn-slashes-encoded')) return { plain, encoded: plain };
  const isArn = plain.includes(has(release, 'every-partition-is-an-arn') ? 'arn:aws' : 'arn:aws:');
  const slashed = isArn ? plain.replace(CUSTOM_MODEL, '$1%2F$2%2F$3').replace(ARN_SLASH, '$1%2F') : plain;
  return { plain, encoded: encodeBare(slashed) };
}
