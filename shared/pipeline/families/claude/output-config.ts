import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { badRequest, badRequestSaying, crash } from '../../call/failures.ts';
import { noteUnsent, type Param, type Params } from '../../call/params.ts';
import { takesEffort, takesNativeSchema, takesNativeSchemaByChoice } from '../../models/claude.ts';
import { cappedEffort, earlyEffortProblem, effortProblem, isEffort } from '../../models/efforts.ts';
import type { Target } from '../../models/target.ts';
import { dumps } from '../../python/json.ts';
import { pythonRepr } from '../../python/repr.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { nativeSchema } from '../../schemas/native-schema.ts';
import { made } from './messages/block.ts';
import { nativeForm } from './response-format.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

const isFilledObject = (value: Json | undefined): value is JsonObject =>
  isObject(value) && Object.keys(value).length > 0;

/** Up to 1.83 an effort that is not known ends the call with an exception of LiteLLM's own. */
export function crashOnOddEffort(params: Params, target: Target): void {
  const config = params.get('output_config')?.value;
  if (has(target.release, 'odd-efforts-are-bad-requests') || !isObject(config)) return;
  const { effort } = config;
  if (effort === undefined || !isTruthy(effort)) return;
  const problem = earlyEffortProblem(target, effort);
  if (problem !== null) crash(problem, 'ValueError');
}

/** Lowers the effort to Bedrock's ceiling and refuses efforts the model does not take. */
export function checkEffort(params: Map<string, Param>, context: Context, target: Target): void {
  const param = params.get('output_config');
  if (!param || !isObject(param.value)) return;
  let config: JsonObject = param.value;
  const { effort } = config;
  if (typeof effort === 'string') {
    const lower = cappedEffort(effort, target);
    if (lower !== effort) {
      const copy = context.trace.inherit({ ...config, effort: lower }, config);
      config = context.trace.member(copy, 'effort', param.from, RULE.effortClamped);
      params.set('output_config', { ...param, value: config });
    }
  }
  if (!isFilledObject(config) || config.effort === undefined || config.effort === null) return;
  if (!isEffort(config.effort))
    throw badRequestSaying(
      `Invalid effort value: ${pythonRepr(config.effort)}. Must be one of: 'high', 'medium', 'low', 'xhigh', 'max'`,
    );
  const problem = effortProblem(target, config.effort);
  if (problem !== null) throw badRequest(problem);
}

/** Writes a schema as text behind the last user message (no model is made to follow it). */
function inlined(
  messages: readonly JsonObject[],
  schema: Json | undefined,
  from: Param['from'],
  { trace }: Context,
): readonly JsonObject[] | null {
  if (!isTruthy(schema)) return null;
  const last = messages.map(({ role }) => role).lastIndexOf('user');
  const message = messages[last];
  if (!message || !isArray(message.content)) return null;
  const block = made(trace, { type: 'text', text: dumps(schema) }, from, RULE.outputFormatInline);
  const content = trace.inherit([...message.content, block], message.content);
  const out = [...messages];
  out[last] = trace.inherit({ ...message, content }, message);
  return trace.inherit(out, messages);
}

/** A format in the form that goes into `output_config`, or null where the model takes none. */
export function nativeFormat(format: JsonObject, target: Target): JsonObject | null {
  const native = takesNativeSchema(target);
  const byChoice = has(target.release, 'native-formats-by-choice') && takesNativeSchemaByChoice(target);
  if (!native && !byChoice) return null;
  const adapts = !native || has(target.release, 'native-formats-adapted');
  if (!adapts || !isObject(format.schema)) return format;
  const schema = native
    ? (nativeSchema(format.schema, target.release) ?? format.schema)
    : nativeForm(format.schema, target);
  return schema === null ? null : { ...format, schema };
}

/** Takes `format` out of `output_config`; an empty rest goes, too. */
function takeFormat(params: Map<string, Param>, context: Context): JsonObject | null {
  const config = params.get('output_config');
  if (!config || !isObject(config.value)) return null;
  const { format, ...rest } = config.value;
  if (Object.keys(rest).length === 0) params.delete('output_config');
  else params.set('output_config', { ...config, value: context.trace.inherit(rest, config.value) });
  return isObject(format) ? format : null;
}

/** Keys of `output_config` that the model does not take are left out. */
function stripUnsupported(params: Map<string, Param>, context: Context, target: Target): void {
  const config = params.get('output_config');
  if (!config || takesEffort(target) || !has(target.release, 'output-config-needs-support')) return;
  const format =
    has(context.profile.release, 'format-kept-beside-config') && isObject(config.value)
      ? config.value.format
      : undefined;
  if (isObject(config.value) && format !== undefined && Object.keys(config.value).length === 1) return;
  noteUnsent(config, RULE.outputConfigLost, context.trace);
  if (format === undefined || format === null) params.delete('output_config');
  else params.set('output_config', { ...config, value: { format } });
}

/**
 * What becomes of `output_format` and `output_config` on invoke: 1.87 takes the format out, 1.90
 * writes the schema as text, 1.109 sends it where the model enforces it. Returns the messages.
 */
export function applyOutputFormat(
  params: Map<string, Param>,
  messages: readonly JsonObject[],
  context: Context,
  target: Target,
): readonly JsonObject[] {
  const { release } = context.profile;
  const legacy = params.get('output_format');
  params.delete('output_format');
  if (!has(release, 'output-format-applied')) {
    if (legacy) noteUnsent(legacy, RULE.outputFormatLost, context.trace);
    stripUnsupported(params, context, target);
    return messages;
  }
  const configFrom = params.get('output_config')?.from ?? null;
  const nested = takeFormat(params, context);
  const own = legacy && isFilledObject(legacy.value) ? legacy.value : null;
  const [format, from] = own ? [own, legacy?.from ?? null] : [nested, configFrom];
  let out = messages;
  if (format === null) {
    if (legacy) noteUnsent(legacy, RULE.outputFormatLost, context.trace);
  } else {
    if (!own && legacy) noteUnsent(legacy, RULE.outputFormatLost, context.trace);
    const native = has(release, 'native-schema-on-invoke') ? nativeFormat(format, target) : null;
    if (native !== null) {
      const rule = RULE.outputFormatNative;
      const sent = context.trace.inherit(native, format);
      if (!context.trace.wholeOf(sent)) context.trace.whole(sent, from, rule);
      const config = params.get('output_config');
      const value: Record<string, Json> =
        config && isObject(config.value)
          ? context.trace.inherit({ ...config.value, format: sent }, config.value)
          : { format: sent };
      context.trace.member(value, 'format', from, rule);
      params.set('output_config', { value, from: config?.from ?? from, rule: config?.rule ?? rule });
    } else {
      const changed = inlined(messages, format.schema, from, context);
      if (changed === null && legacy) noteUnsent(legacy, RULE.outputFormatLost, context.trace);
      out = changed ?? messages;
    }
  }
  stripUnsupported(params, context, target);
  return out;
}
