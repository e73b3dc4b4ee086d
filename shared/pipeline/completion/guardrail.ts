import { isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import { badRequest } from '../call/failures.ts';
import type { Param } from '../call/params.ts';
import { rule } from '../ledger/rule.ts';

const TO_HEADER = rule({
  id: 'filter.guardrail-header',
  stage: 'filter',
  fate: 'moved',
  text: 'On the invoke route a guardrail is named by HTTP headers.',
  source: 'LiteLLM 1.109 bedrock_invoke_guardrail_headers',
});

const NO_HEADER = rule({
  id: 'filter.guardrail-no-header',
  stage: 'filter',
  fate: 'dropped',
  text: 'Only identifier, version and trace of a guardrail have a header; this member is not sent.',
  source: 'LiteLLM 1.109 bedrock_invoke_guardrail_headers',
});

const HEADERS: readonly (readonly [string, string])[] = [
  ['guardrailIdentifier', 'x-amzn-bedrock-guardrailidentifier'],
  ['guardrailVersion', 'x-amzn-bedrock-guardrailversion'],
  ['trace', 'x-amzn-bedrock-trace'],
];

const TRACES: readonly Json[] = ['enabled', 'disabled', 'enabled_full'];

/** `guardrailConfig` as headers of an invoke call (since 1.109). */
export function guardrailHeaders(param: Param, { trace }: Context): Readonly<Record<string, string>> {
  const { value, from } = param;
  if (!isObject(value) || typeof value.guardrailIdentifier !== 'string') {
    throw badRequest('guardrailConfig needs a guardrailIdentifier.');
  }
  const headers: Record<string, string> = {};
  for (const [key, name] of HEADERS) {
    const setting = value[key];
    if (setting === undefined || setting === null) continue;
    if (typeof setting !== 'string' || (key === 'trace' && !TRACES.includes(setting))) {
      throw badRequest(`guardrailConfig.${key} is not valid.`);
    }
    headers[name] = key === 'trace' ? setting.toUpperCase() : setting;
    if (typeof from === 'string') trace.note(child(from, key), TO_HEADER, { part: 'header', name });
  }
  for (const key of Object.keys(value)) {
    const known = HEADERS.some(([name]) => name === key);
    if (!known && typeof from === 'string') trace.note(child(from, key), NO_HEADER);
  }
  return headers;
}
