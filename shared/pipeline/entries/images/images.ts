import { isArray, isObject, type Json } from '../../../json/json.ts';
import { droppedNames, ON_REQUEST } from '../../call/dropped-names.ts';
import { crash, crashOnType } from '../../call/failures.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import { stripRoutingPrefixes } from '../../models/base-model.ts';
import { isTruthy } from '../../python/truth.ts';
import { byRelease } from '../../releases/release.ts';
import { resolveModel } from '../../route/route.ts';
import { sortArguments, withoutUnsupported } from '../arguments.ts';
import type { EntryContext, EntryRequest } from '../context.ts';
import { type ImageFamily, imageFamilyOf } from './families.ts';
import { EMPTY, TO_GUARDRAIL } from './rules.ts';

/** OpenAI's parameters in the order in which LiteLLM reads them. */
const OPENAI = byRelease({
  '1.87.0': ['n', 'quality', 'response_format', 'size', 'style', 'user'],
  '1.90.0': [
    ...['n', 'quality', 'response_format', 'size', 'style', 'user', 'imageConfig', 'tools'],
    'web_search_options',
  ],
});
const OWN: ReadonlySet<string> = new Set(['prompt', 'model_id']);

const isEmpty = (value: Json): boolean =>
  (isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);

/**
 * Whose parameters are mapped where `base_model` is given: the body stays that of the called model. Python looks for
 * names in lists and objects, too, but not in numbers (throws `Stop`). Null for what counts as not set.
 */
function mappedAs(base: Json): ImageFamily | null {
  if (!isTruthy(base)) return null;
  if (typeof base === 'number' || typeof base === 'boolean') crashOnType('base_model');
  return imageFamilyOf(typeof base === 'string' ? base : '');
}

const GUARDRAIL = {
  guardrailIdentifier: 'x-amz-bedrock-guardrail-identifier',
  guardrailVersion: 'x-amz-bedrock-guardrail-version',
} as const;

/**
 * What `litellm.image_generation()` sends. Headers of the call are not sent.
 * Source: `BedrockImageGeneration`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function imagesRequest(context: EntryContext): EntryRequest {
  const { model, request, profile, trace } = context;
  const { prompt } = request;
  if (prompt === undefined) crash('LiteLLM fails: image_generation needs a prompt.', 'TypeError');
  const family = imageFamilyOf(model);
  const { openai, special } = sortArguments(context, OPENAI(profile.release), OWN);
  const left = new Map<string, Param>();
  const mapping = mappedAs(request.base_model ?? null) ?? family;
  for (const [key, param] of mapping.map(withoutUnsupported(openai, mapping.supported, context), context)) {
    left.set(key, param);
  }
  const dropped = droppedNames(request);
  for (const [key, param] of special) {
    if (dropped.includes(key)) noteUnsent(param, ON_REQUEST, trace);
    else left.set(key, param);
  }
  for (const [key, param] of left) {
    if (!isEmpty(param.value)) continue;
    noteUnsent(param, EMPTY, trace);
    left.delete(key);
  }
  const headers: Record<string, string> = {};
  const resolved = resolveModel({
    api: 'chat',
    request: { ...request, model: `bedrock/invoke/${stripRoutingPrefixes(profile.release, model)}` },
    profile,
    trace,
  });
  const body = family.body({ value: prompt, from: '/prompt' }, left, context);
  if (family.leavesGuardrail) {
    for (const [key, name] of Object.entries(GUARDRAIL)) {
      const param = left.get(key);
      if (!param || !isTruthy(param.value)) continue;
      headers[name] = String(param.value);
      noteUnsent(param, TO_GUARDRAIL, trace);
    }
  }
  return { path: `/model/${resolved.pathId}/invoke`, headers, bodies: [body.object] };
}
