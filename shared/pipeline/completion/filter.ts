import { isObject, type Json } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import type { Family } from '../call/family.ts';
import { noteUnsent, type Param, type Params } from '../call/params.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import { has } from '../releases/behaviours.ts';
import { isInternalAnywhere, registryOf } from '../releases/registry.ts';
import { isOpenaiRoute } from '../route/choice.ts';
import { chunkReadingFailure } from './chunk-reading.ts';
import { guardrailHeaders } from './guardrail.ts';
import { HANDED_ON } from './keywords.ts';

/** What the filter stage leaves for the family, and what is merged into the finished body. */
export interface Filtered {
  readonly params: Params;
  /** The caller's `extra_body` on the invoke route: merged over the body once it is built. */
  readonly extraBody: Json;
  /** HTTP headers that parameters became, lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

const consumed = (id: string, text: string, source: string): Rule =>
  rule({ id: `filter.${id}`, stage: 'filter', fate: 'consumed', text, source });

const AWS = consumed(
  'aws',
  'An AWS setting (credentials, region, endpoint): used to sign and to send, never part of the body.',
  'LiteLLM BaseAWSLLM.aws_authentication_params',
);
const CHUNK_SIZE = consumed(
  'stream-chunk-size',
  'How many bytes the client reads at a time from the stream; used by the client, not sent.',
  'LiteLLM PR #30240 (1.90)',
);
const CONVERSE_CHUNK_SIZE = consumed(
  'stream-chunk-size-converse',
  'How many bytes the client reads at a time from the stream; on the converse route always taken out.',
  'LiteLLM converse_handler',
);
const HANDLER = consumed(
  'handler',
  'A switch of LiteLLM’s HTTP handler: taken out before the body is built.',
  'LiteLLM BaseLLMHTTPHandler.completion',
);
const MCP = consumed(
  'mcp',
  'A switch of LiteLLM’s MCP gateway; on the converse route it is taken out.',
  'LiteLLM filter_internal_params',
);
export const STRICT_INTERNAL = consumed(
  'strict-internal',
  'A parameter that steers LiteLLM: consumed on the client side, never sent.',
  'Strata strict profile',
);
export const STRICT_UNKNOWN = rule({
  id: 'filter.strict-unknown',
  stage: 'filter',
  fate: 'dropped',
  text: 'Bedrock does not take this key in this body form; the strict profile leaves it out.',
  source: 'Strata strict profile',
});
const FORWARDED = rule({
  id: 'filter.forwarded',
  stage: 'filter',
  fate: 'kept',
  text: 'A parameter of the model itself: handed on as it is.',
  source: 'LiteLLM add_provider_specific_params_to_optional_params',
});
const LEAKED_INTERNAL = rule({
  id: 'filter.leaked-internal',
  stage: 'filter',
  fate: 'leaked',
  text: 'A parameter that steers LiteLLM, not known to this release’s filter: it leaks into the body.',
  source: 'LiteLLM issue #30239',
});
const LEAKED_UNKNOWN = rule({
  id: 'filter.leaked-unknown',
  stage: 'filter',
  fate: 'leaked',
  severity: 'warning',
  text: 'A parameter that neither LiteLLM nor this body form knows: it reaches the body as it is.',
  source: 'LiteLLM add_provider_specific_params_to_optional_params',
});
const MCP_NAMES: ReadonlySet<string> = new Set([
  'skip_mcp_handler',
  'mcp_handler_context',
  '_skip_mcp_handler',
]);
const HANDLER_NAMES: ReadonlySet<string> = new Set(['json_mode', 'fake_stream']);
/** `bedrock/openai/…` and Kimi do not pass by the place where 1.90 takes stream_chunk_size out. */
const leaksChunkSizeIn90 = ({ model, profile }: Context): boolean =>
  model.family === 'moonshot' || (!profile.strict && isOpenaiRoute(profile.release, model.litellmModel));

function takenOut(key: string, context: Context): Rule | null {
  const { profile, model } = context;
  if (registryOf(profile).aws.has(key)) return AWS;
  if (model.route === 'converse') {
    const { release, strict } = profile;
    if (MCP_NAMES.has(key)) return strict || has(release, 'mcp-switches-kept-from-converse') ? MCP : null;
    const sized = strict || has(release, 'chunk-size-kept-from-converse');
    if (key !== 'stream_chunk_size' || !sized) return null;
    return chunkReadingFailure(context) ?? CONVERSE_CHUNK_SIZE;
  }
  if (HANDLER_NAMES.has(key)) return HANDLER;
  if (
    key === 'stream_chunk_size' &&
    has(profile.release, 'chunk-size-taken-out') &&
    !leaksChunkSizeIn90(context)
  )
    return chunkReadingFailure(context) ?? CHUNK_SIZE;
  return null;
}

/** True where a guardrail goes into HTTP headers: on invoke since 1.109, save for `bedrock/openai/…`. */
const namesGuardrailByHeader = ({ profile, model }: Context): boolean =>
  has(profile.release, 'guardrail-in-headers') &&
  model.route === 'invoke' &&
  (profile.strict || !isOpenaiRoute(profile.release, model.litellmModel));

/** The rule for a keyword argument that LiteLLM does not know and that no filter took out. */
export function judge(key: string, accepted: ReadonlySet<string>): Rule {
  if (accepted.has(key)) return FORWARDED;
  return isInternalAnywhere(key) ? LEAKED_INTERNAL : LEAKED_UNKNOWN;
}

/**
 * The filter stage: takes out what LiteLLM (or the strict profile) uses on the client side, and
 * says of every keyword argument that goes on whether it belongs into the body or leaks.
 */
export function filterParams(params: Params, family: Family, context: Context): Filtered {
  const { trace, profile, model } = context;
  const accepted = new Set(family.accepts(context));
  const left = new Map<string, Param>();
  let extraBody: Json = null;
  let headers: Readonly<Record<string, string>> = {};
  for (const [key, param] of params) {
    const special = param.rule === HANDED_ON;
    const taken = takenOut(key, context);
    if (taken) noteUnsent(param, taken, trace);
    else if (key === 'guardrailConfig' && namesGuardrailByHeader(context)) {
      headers = guardrailHeaders(param, context);
    } else if (
      key === 'extra_body' &&
      model.route === 'invoke' &&
      (isObject(param.value) || !profile.strict)
    ) {
      extraBody = param.value;
    } else if (!special) left.set(key, param);
    else if (profile.strict && !accepted.has(key)) {
      noteUnsent(param, isInternalAnywhere(key) ? STRICT_INTERNAL : STRICT_UNKNOWN, trace);
    } else left.set(key, { value: param.value, from: param.from, rule: judge(key, accepted) });
  }
  return { params: left, extraBody, headers };
}
