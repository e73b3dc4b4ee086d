import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { configuredPoints, isToolPoint, namesTools, POINTS_KEY } from '../cache/points.ts';
import type { Context } from '../call/context.ts';
import type { Family } from '../call/family.ts';
import { noteUnsent, type Params } from '../call/params.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import { has } from '../releases/behaviours.ts';
import { isInternalAnywhere } from '../releases/registry.ts';
import { BETA_HEADER } from './converse/build/betas.ts';
import { converse } from './converse.ts';
import { withCachePointsInlined } from './nova/cache-points.ts';
import { notesOf } from './nova/left-out.ts';

const SOURCE = 'LiteLLM AmazonInvokeNovaConfig; AWS Amazon Nova, Invoke API';

const make = (id: string, fate: Rule['fate'], text: string, source = SOURCE): Rule =>
  rule({ id: `build.nova.${id}`, stage: 'build', fate, text, source });

const LEFT_OUT = make(
  'left-out',
  'dropped',
  'LiteLLM builds a Converse request and keeps only what it lists for Nova on invoke; this is not on the list and vanishes without an error.',
);
const INTERNAL = make(
  'internal-left-out',
  'consumed',
  'A parameter that steers LiteLLM; the list of what Nova takes on invoke keeps it from leaking.',
);
const STREAM = make(
  'stream',
  'moved',
  'Streaming is chosen by the operation in the URL path, not by the body.',
);
const METADATA = make(
  'request-metadata',
  'dropped',
  'Request metadata belongs to Converse; LiteLLM leaves it out on invoke and no error says so.',
  `${SOURCE} (1.109)`,
);
const TOP_K = make('top-k', 'renamed', 'On invoke topK stands inside inferenceConfig.', SOURCE);

const TOOL_CACHE = make(
  'tool-cache',
  'dropped',
  'InvokeModel has no place for a cache point behind the tools; LiteLLM leaves the wish out and no error says so.',
  `${SOURCE} (1.109)`,
);

/** The members of a Converse request that LiteLLM sends to Nova on invoke. */
const ALLOWED: readonly string[] = ['messages', 'inferenceConfig', 'system', 'toolConfig', 'guardrailConfig'];

function withoutMetadata(params: Params, { profile, trace }: Context): Params {
  const metadata = params.get('requestMetadata');
  if (!metadata || !has(profile.release, 'nova-metadata-taken-out')) return params;
  noteUnsent(metadata, METADATA, trace);
  const left = new Map(params);
  left.delete('requestMetadata');
  return left;
}

/** A wish for a cache point behind the tools, which InvokeModel has no place for (1.109). */
function withoutToolCache(params: Params, { profile, request, trace }: Context): Params {
  const points = params.get(POINTS_KEY);
  if (!points || !has(profile.release, 'nova-tool-cache-taken-out') || !isArray(points.value)) return params;
  // Those of messages are gone from the list by now: only the request knows the places of the others.
  for (const { at } of configuredPoints(request).filter(isToolPoint)) trace.note(at, TOOL_CACHE);
  const value = points.value.filter((point) => !namesTools(point));
  return new Map(params).set(POINTS_KEY, { ...points, value });
}

/** Says of everything below a member that is not sent why; names that steer LiteLLM apart from others. */
function leaveOut(body: JsonObject, key: string, { trace }: Context): void {
  const value = body[key] as Json;
  if (key !== 'additionalModelRequestFields' || !isObject(value)) {
    notesOf(body, key, LEFT_OUT, trace);
    return;
  }
  for (const name of Object.keys(value)) {
    notesOf(value, name, isInternalAnywhere(name) ? INTERNAL : LEFT_OUT, trace);
  }
}

/** The strict profile moves `topK` to where Nova takes it; LiteLLM loses it. */
function withTopK(body: JsonObject, { profile, trace }: Context): JsonObject {
  const fields = body.additionalModelRequestFields;
  const nested = isObject(fields) ? fields.inferenceConfig : undefined;
  if (!profile.strict || !isObject(fields) || !isObject(nested)) return body;
  const config: Record<string, Json> = isObject(body.inferenceConfig)
    ? trace.inherit({ ...body.inferenceConfig }, body.inferenceConfig)
    : {};
  const origin = trace.memberOf(fields, 'inferenceConfig') ?? trace.wholeOf(nested);
  for (const key of Object.keys(nested)) {
    config[key] = nested[key] as Json;
    const own = trace.memberOf(nested, key)?.from ?? origin?.from ?? null;
    trace.member(config, key, own, TOP_K);
  }
  const { inferenceConfig: _, ...rest } = fields;
  const additionalModelRequestFields = trace.inherit(rest, fields);
  return trace.inherit({ ...body, inferenceConfig: config, additionalModelRequestFields }, body);
}

function allowedMembers(body: JsonObject, context: Context): JsonObject {
  const sent: Record<string, Json> = context.trace.inherit({}, body);
  for (const key of Object.keys(body)) {
    const value = body[key] as Json;
    if (!ALLOWED.includes(key)) leaveOut(body, key, context);
    else if (key !== 'system' || !isArray(value) || value.length > 0) sent[key] = value;
  }
  return sent;
}

/** Amazon Nova on invoke: a Converse request, cut down to a list of members. */
export const nova: Family = {
  id: 'nova',
  label: 'Amazon Nova',
  supported: (context) => converse.supported(context),
  accepts: () => [
    'top_k',
    'topK',
    'inferenceConfig',
    'reasoningConfig',
    'maxTokens',
    'stopSequences',
    'topP',
  ],
  map: converse.map,
  build: (all, context) => {
    const params = withoutToolCache(withoutMetadata(all, context), context);
    const { [BETA_HEADER]: _betas, ...headers } = context.headers;
    const built = converse.build(params, { ...context, headers });
    const moved = withTopK(built.body, context);
    if ((context.request.stream ?? null) !== null && context.stream === context.streamParam) {
      context.trace.note('/stream', STREAM, { part: 'path' });
    }
    const body = has(context.profile.release, 'nova-cache-points-inlined')
      ? withCachePointsInlined(moved, context.trace)
      : moved;
    return { body: allowedMembers(body, context), headers: built.headers };
  },
};
