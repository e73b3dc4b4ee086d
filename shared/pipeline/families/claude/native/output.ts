import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { itemsOf, withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import type { From } from '../../../ledger/trace.ts';
import { takesEffort } from '../../../models/claude.ts';
import { cappedEffort } from '../../../models/efforts.ts';
import { dumps } from '../../../python/json.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { nativeFormat } from '../output-config.ts';
import type { Draft } from './draft.ts';

const CONFIG = '/output_config';

interface Format {
  readonly value: JsonObject;
  readonly from: From;
}

/** Takes `format` out of `output_config` (since 1.90); an empty rest goes, too. */
function takeNestedFormat(draft: Draft): Format | null {
  const config = draft.object('output_config');
  if (!has(draft.release, 'nested-format-read') || !config) return null;
  const { format } = config;
  if (Object.keys(config).length === 0) draft.drop('output_config', RULE.configLost);
  else if ('format' in config) {
    const rest = withMembers(draft.context.trace, { value: config, at: CONFIG }, { format: undefined });
    if (Object.keys(rest).length === 0) draft.params.delete('output_config');
    else draft.set('output_config', rest, CONFIG, RULE.kept);
  }
  const at = child(CONFIG, 'format');
  if (isObject(format)) return { value: format, from: at };
  if (format !== undefined) draft.context.trace.note(at, RULE.formatLost);
  return null;
}

/** Writes a schema as text behind the last user message; false where there is none to write it to. */
function writeSchema(draft: Draft, { value, from }: Format): boolean {
  const { trace } = draft.context;
  const { schema } = value;
  if (!isTruthy(schema)) return false;
  const last = draft.messages.map((message) => message.value.role).lastIndexOf('user');
  const message = draft.messages[last];
  if (!message || schema === undefined) return false;
  const { content = [] } = message.value;
  const at = child(message.at, 'content');
  const block = trace.whole({ type: 'text', text: dumps(schema) }, from, RULE.formatInline);
  let list: Json[];
  if (typeof content === 'string') {
    const text = trace.whole({ type: 'text', text: content }, at, RULE.formatInline);
    list = trace.whole([text, block], at, RULE.formatInline);
  } else if (isArray(content)) {
    list = trace.whole([...content, block], at, RULE.kept);
    itemsOf(trace, content, at).forEach((item, i) => void trace.member(list, i, item.at, RULE.kept));
  } else return false;
  const changed = { value: withMembers(trace, message, { content: list }), at: message.at };
  draft.messages = draft.messages.map((one, i) => (i === last ? changed : one));
  return true;
}

function sendNative(draft: Draft, format: JsonObject, from: From): void {
  const { trace } = draft.context;
  const config = draft.object('output_config');
  const value: Record<string, Json> = config
    ? { ...withMembers(trace, { value: config, at: CONFIG }, {}) }
    : {};
  if (config) trace.inherit(value, config);
  value.format = format;
  trace.member(value, 'format', from, RULE.formatNative);
  draft.set('output_config', value, config ? draft.fromOf('output_config') : from, RULE.formatNative);
}

/** What the caller wants the answer to look like: sent where Bedrock enforces it, else written as text. */
function applyFormat(draft: Draft): void {
  const legacy = draft.value('output_format');
  const counts =
    isObject(legacy) && (has(draft.release, 'empty-output-format-counts') || Object.keys(legacy).length > 0);
  const own: Format | null = counts ? { value: legacy, from: '/output_format' } : null;
  draft.params.delete('output_format');
  const nested = takeNestedFormat(draft);
  const format = own ?? nested;
  if (legacy !== undefined && own === null) draft.context.trace.note('/output_format', RULE.formatLost);
  if (own && nested) draft.context.trace.note(child(CONFIG, 'format'), RULE.formatLost);
  if (format === null) return;
  const native = has(draft.release, 'native-schema-on-invoke')
    ? nativeFormat(format.value, draft.target)
    : null;
  if (native !== null) sendNative(draft, native, format.from);
  else if (!writeSchema(draft, format) && typeof format.from === 'string') {
    draft.context.trace.note(format.from, RULE.formatLost);
  }
}

function lowerEffort(draft: Draft): void {
  const config = draft.object('output_config');
  if (!config || typeof config.effort !== 'string') return;
  const lower = cappedEffort(config.effort, draft.target);
  if (lower === config.effort) return;
  const { trace } = draft.context;
  const copy = trace.inherit({ ...config, effort: lower }, config);
  trace.member(
    copy,
    'effort',
    trace.memberOf(config, 'effort')?.from ?? child(CONFIG, 'effort'),
    RULE.effortCapped,
  );
  draft.set('output_config', copy, draft.fromOf('output_config'), RULE.kept);
}

/** Takes out what the model does not take; 1.109 leaves the format. */
function stripConfig(draft: Draft): void {
  const config = draft.value('output_config');
  if (
    config === undefined ||
    !has(draft.release, 'messages-strip-output-config') ||
    (has(draft.release, 'output-config-needs-support') && takesEffort(draft.target)) ||
    (has(draft.release, 'odd-output-config-kept') && !isObject(config))
  )
    return;
  const format =
    has(draft.release, 'format-kept-beside-config') && isObject(config) ? config.format : undefined;
  if (
    isObject(config) &&
    Object.keys(config).every((key) => key === 'format') &&
    has(draft.release, 'format-kept-beside-config')
  )
    return;
  if (format === undefined || format === null) {
    draft.drop('output_config', RULE.configLost);
    return;
  }
  const { trace } = draft.context;
  if (isObject(config)) {
    for (const key of Object.keys(config)) {
      const from = trace.memberOf(config, key)?.from ?? child(CONFIG, key);
      if (key !== 'format' && typeof from === 'string') trace.note(from, RULE.configLost);
    }
    const left = trace.inherit({ format }, config);
    draft.set('output_config', left, draft.fromOf('output_config'), RULE.kept);
  }
}

/**
 * `output_format` and `output_config` as a release sends them to InvokeModel.
 * Source: `transform_anthropic_messages_request`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function applyOutput(draft: Draft): void {
  applyFormat(draft);
  lowerEffort(draft);
  stripConfig(draft);
}
