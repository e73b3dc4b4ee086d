import { isArray, isObject, type Json } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import { droppedNames, ON_REQUEST } from '../call/dropped-names.ts';
import { crash, Stop } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import type { FamilyId } from '../call/model.ts';
import { noteUnsent, type Param, type Params, put } from '../call/params.ts';
import { NEVER_REFUSED } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { baseModel } from '../models/base-model.ts';
import { pythonRepr } from '../python/repr.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { withoutHostedMcp } from './hosted-mcp.ts';
import { type Keywords, PASSED } from './keywords.ts';
import { dropNested, isPath } from './nested-drops.ts';

const SOURCE = 'LiteLLM get_optional_params';

const STREAMS_ANYWAY = rule({
  id: 'map.streams-anyway',
  stage: 'map',
  fate: 'moved',
  text: 'additional_drop_params names stream, but on the invoke route the operation in the path streams all the same.',
  source: 'LiteLLM BaseLLMHTTPHandler.completion',
});
const UNSUPPORTED = rule({
  id: 'map.unsupported',
  stage: 'map',
  fate: 'refused',
  text: 'LiteLLM lists no support for this parameter on this model and refuses the request.',
  source: `${SOURCE}, UnsupportedParamsError`,
});
const DROPPED_UNSUPPORTED = rule({
  id: 'map.drop-params',
  stage: 'map',
  fate: 'dropped',
  text: 'LiteLLM lists no support for this parameter on this model; with drop_params it is left out in silence.',
  source: SOURCE,
});
const SPEED = rule({
  id: 'map.speed',
  stage: 'map',
  fate: 'dropped',
  text: 'Anthropic’s fast mode does not exist on Bedrock; with drop_params speed is left out in silence.',
  source: 'LiteLLM 1.108 maybe_drop_speed_param',
});
const ALLOWED = rule({
  id: 'map.allowed-openai-params',
  stage: 'map',
  fate: 'kept',
  text: 'Sent as it is because allowed_openai_params names it.',
  source: `${SOURCE}, allowed_openai_params`,
});

const ALLOWED_ABSENT = rule({
  id: 'map.allowed-openai-params-absent',
  stage: 'map',
  fate: 'mapped',
  text: 'allowed_openai_params names a parameter that the call does not have: this release sends it as null.',
  source: 'LiteLLM 1.83.8 _apply_openai_param_overrides',
});

const strings = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * What `allowed_openai_params` names goes after everything else, in the order of that list. Up to 1.83.8 a parameter
 * that the call lacks is sent as null. Source: `_apply_openai_param_overrides`, LiteLLM 1.83.8, 1.87.0, 1.109.1.
 */
function putAllowed(
  out: Map<string, Param>,
  allowed: readonly string[],
  supported: Params,
  { profile, trace }: Context,
): void {
  const nulls = !profile.strict && !has(profile.release, 'absent-allowed-params-skipped');
  for (const key of allowed) {
    if (key === 'stream' || out.has(key)) continue;
    const param = supported.get(key);
    if (param) out.set(key, { ...param, rule: param.rule === PASSED ? ALLOWED : param.rule });
    else if (nulls) {
      put(out, key, { value: null, from: '/allowed_openai_params', rule: ALLOWED_ABSENT }, trace);
    }
  }
}

/** `speed` belongs to Anthropic's own API: since 1.108 drop_params takes it out for every other provider. */
function withoutSpeed(special: Params, { dropParams, profile, trace }: Context): Params {
  const speed = special.get('speed');
  if (!speed || !dropParams || !has(profile.release, 'speed-dropped')) return special;
  noteUnsent(speed, SPEED, trace);
  return new Map([...special].filter(([key]) => key !== 'speed'));
}

function withoutNamed(params: Params, names: readonly string[], context: Context): Params {
  if (names.length === 0) return params;
  const left = new Map<string, Param>();
  for (const [key, param] of params) {
    if (!names.includes(key)) left.set(key, param);
    else if (key === 'stream' && context.stream && context.model.route === 'invoke') {
      context.trace.note('/stream', STREAMS_ANYWAY, { part: 'path' });
    } else noteUnsent(param, ON_REQUEST, context.trace);
  }
  return left;
}

/** LiteLLM's own sentence, so that a search for it finds what others did about it: `get_optional_params`, utils.py. */
function unsupportedParams(names: readonly string[], model: string): string {
  const list = pythonRepr(names);
  return [
    `litellm.UnsupportedParamsError: bedrock does not support parameters: ${list}, for model=${model}. To drop these, set \`litellm.drop_params=True\` or for proxy:`,
    '',
    '`litellm_settings:',
    ' drop_params: true`',
    '. ',
    ` If you want to use these params dynamically send allowed_openai_params=${list} in your request.`,
  ].join('\n');
}

/** Splits off what the model does not support. Throws `Stop` (`refused`) unless the caller wants it dropped. */
function checkSupported(params: Params, supported: ReadonlySet<string>, context: Context): Params {
  const bad = [...params].filter(
    ([key, param]) =>
      !supported.has(key) &&
      !NEVER_REFUSED.has(key) &&
      !(key === 'n' && (param.value === 1 || param.value === true)),
  );
  if (bad.length === 0) return params;
  if (!context.dropParams) {
    for (const [, param] of bad) noteUnsent(param, UNSUPPORTED, context.trace);
    const names = bad.map(([key]) => key);
    throw new Stop('refused', {
      type: 'UnsupportedParamsError',
      params: names,
      message: unsupportedParams(names, context.model.litellmModel),
    });
  }
  const left = new Map(params);
  for (const [key, param] of bad) {
    noteUnsent(param, DROPPED_UNSUPPORTED, context.trace);
    left.delete(key);
  }
  return left;
}

/** True where the list of supported parameters depends on the model's name, and fails on such a value for one. */
const failsAsName = (value: Json | undefined, family: FamilyId, release: Release): boolean =>
  isNoName(value) &&
  has(release, 'base-model-heard') &&
  (family === 'converse' ||
    family === 'nova' ||
    (family === 'anthropic' &&
      (!has(release, 'base-model-objects-pass-for-claude') || typeof value !== 'object')));

/** True for a filled value that is no text. */
const isNoName = (value: Json | undefined): boolean => isTruthy(value) && typeof value !== 'string';

/**
 * What the family supports for the model; `base_model` names another one whose parameters go
 * through as well, in 1.87 instead. Source: `get_supported_openai_params`.
 */
function supportedBy(family: Family, context: Context): readonly string[] {
  const { request, model, profile } = context;
  const { model_info: info } = request;
  const given = has(profile.release, 'base-model-heard') ? request.base_model : undefined;
  const hints = has(profile.release, 'model-info-names-base-model') && isObject(info);
  const hinted = hints ? info.base_model : undefined;
  const base = isTruthy(given) ? given : hinted;
  if (!profile.strict && failsAsName(given, model.family, profile.release)) {
    crash('base_model must be a string.');
  }
  if (typeof base !== 'string' || base === '') return family.supported(context);
  const other = { ...model, litellmModel: base, baseModel: baseModel(profile.release, base) };
  const hers = family.supported({ ...context, model: other });
  return has(profile.release, 'base-model-adds-parameters') ? [...family.supported(context), ...hers] : hers;
}

/**
 * The map stage: OpenAI parameters are checked against what the family supports and mapped to the
 * family's own; keyword arguments that LiteLLM does not know are added after them. `mapper` is the family whose
 * parameters they become, where that is another one than the body's.
 * Throws `Stop` (`refused`, `UnsupportedParamsError` with the parameters) where LiteLLM refuses.
 */
export function mapParams(
  keywords: Keywords,
  family: Family,
  context: Context,
  mapper: Family = family,
): Params {
  const { trace, request } = context;
  const dropNames = droppedNames(request);
  const allowed = strings(request.allowed_openai_params);
  const wanted = withoutNamed(keywords.openai, dropNames, context);
  const openai = family.prepare?.(wanted, context) ?? wanted;
  const special = withoutSpeed(withoutNamed(keywords.special, dropNames, context), context);
  const supportedNames = new Set([...supportedBy(family, context), ...allowed]);
  const supported = withoutHostedMcp(checkSupported(openai, supportedNames, context), context);

  const out = new Map(mapper.map(supported, context));
  for (const [key, param] of special) put(out, key, param, trace);
  putAllowed(out, allowed, supported, context);
  return dropNested(out, dropNames.filter(isPath), trace);
}
