import { isObject, type Json } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { baseModel } from '../pipeline/models/base-model.ts';
import { strip } from '../pipeline/python/space.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { Candidate } from './find-deployments.ts';

/** The model that counts the tokens of a call, and where that stands; `mantle` where another service counts. */
export interface CountedModel {
  readonly model: string;
  readonly pointer: Pointer;
  readonly mantle: boolean;
}

/**
 * Models of LiteLLM's price list that say which model counts for them (`token_count_model`), and whether Bedrock's
 * CountTokens does. Source: model_prices_and_context_window.json, the same from 1.104.6 to 1.110.2.
 */
const COUNTED_BY_BEDROCK: ReadonlySet<string> = new Set([
  'anthropic.claude-haiku-4-5-20251001-v1:0',
  'anthropic.claude-opus-4-1-20250805-v1:0',
  'anthropic.claude-opus-4-5-20251101-v1:0',
  'anthropic.claude-opus-4-6-v1',
  'anthropic.claude-sonnet-4-20250514-v1:0',
  'anthropic.claude-sonnet-4-5-20250929-v1:0',
  'anthropic.claude-sonnet-4-6',
]);
const COUNTED_BY_MANTLE: ReadonlySet<string> = new Set([
  'anthropic.claude-fable-5',
  'anthropic.claude-fable-5-1',
  'anthropic.claude-haiku-5-5',
  'anthropic.claude-mythos-5',
  'anthropic.claude-opus-4-7',
  'anthropic.claude-opus-4-8',
  'anthropic.claude-opus-5',
  'anthropic.claude-opus-5-5',
  'anthropic.claude-sonnet-5',
  'anthropic.claude-sonnet-5-5',
]);

const MANTLE = 'bedrock_mantle';

const isText = (value: Json | undefined): value is string => typeof value === 'string' && strip(value) !== '';

/** What the deployment itself says in `model_info.token_count_model`. */
function configured({ deployment: { info, pointer } }: Candidate): CountedModel | null {
  const own = info.token_count_model ?? null;
  if (!isObject(own) || !isText(own.model)) return null;
  const at = child(child(child(pointer, 'model_info'), 'token_count_model'), 'model');
  const plain = own.model.replace(/^bedrock\//, '').replace(/^bedrock_mantle\//, '');
  const mantle = own.litellm_provider === MANTLE || own.model.startsWith(`${MANTLE}/`);
  return { model: `bedrock/${plain}`, pointer: at, mantle };
}

/**
 * The model that `/v1/messages/count_tokens` has count for a deployment. Since the price list says it, it is looked up
 * there, by the base_model where the deployment has one; a deployment may name another.
 * Source: `resolve_token_count_settings`, LiteLLM 1.104.7 and 1.109.1.
 */
export function countedModel(candidate: Candidate, release: Release): CountedModel {
  const { deployment, model } = candidate;
  const { info, params, pointer } = deployment;
  const ofParams = child(pointer, 'litellm_params');
  const own: CountedModel = { model, pointer: child(ofParams, 'model'), mantle: false };
  if (!has(release, 'counts-by-price-list')) return own;
  const said = configured(candidate);
  if (said) return said;
  const [named, at] = isText(info.base_model)
    ? [info.base_model, child(child(pointer, 'model_info'), 'base_model')]
    : isText(params.base_model)
      ? [params.base_model, child(ofParams, 'base_model')]
      : [model, own.pointer];
  const base = baseModel(release, named);
  if (COUNTED_BY_MANTLE.has(base)) return { model: `bedrock/${base}`, pointer: at, mantle: true };
  return COUNTED_BY_BEDROCK.has(base) ? { model: `bedrock/${base}`, pointer: at, mantle: false } : own;
}
