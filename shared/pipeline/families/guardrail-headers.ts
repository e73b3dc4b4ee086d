import { isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../context.ts';
import { rule } from '../ledger/rule.ts';
import type { Params } from '../params.ts';
import { Stop } from '../stop.ts';

const TO_HEADER = rule({
  id: 'build.guardrail-header',
  stage: 'build',
  fate: 'moved',
  text: 'On the invoke route the guardrail travels in headers of the call, not in the body.',
  source: 'LiteLLM bedrock_invoke_guardrail_headers (1.109); AWS InvokeModel',
});
const NO_HEADER = rule({
  id: 'build.guardrail-no-header',
  stage: 'build',
  fate: 'dropped',
  text: 'Only identifier, version and trace of a guardrail have a header; this member is not sent.',
  source: 'LiteLLM bedrock_invoke_guardrail_headers (1.109)',
});

const HEADERS: Readonly<Record<string, { readonly name: string; readonly upper?: boolean }>> = {
  guardrailIdentifier: { name: 'x-amzn-bedrock-guardrailidentifier' },
  guardrailVersion: { name: 'x-amzn-bedrock-guardrailversion' },
  trace: { name: 'x-amzn-bedrock-trace', upper: true },
};
const TRACES: readonly Json[] = ['enabled', 'disabled', 'enabled_full'];

function refuse(reason: string): never {
  const message = `Invalid guardrailConfig: ${reason}.`;
  throw new Stop('refused', { type: 'BadRequestError', message });
}

/**
 * Takes `guardrailConfig` out of the parameters and makes the headers of it that InvokeModel knows,
 * as LiteLLM 1.109 does; earlier releases leave it to the body.
 * Throws a `refused` Stop (`BadRequestError`) where its shape is wrong.
 */
export function takeGuardrail(
  params: Params,
  context: Context,
): { readonly params: Params; readonly headers: Readonly<Record<string, string>> } {
  const param = params.get('guardrailConfig');
  if (!param || context.profile.release < 109) return { params, headers: {} };
  const config = param.value;
  if (!isObject(config)) refuse('it must be an object');
  if (!Object.hasOwn(config, 'guardrailIdentifier')) refuse('guardrailIdentifier is missing');
  if (Object.hasOwn(config, 'trace') && !TRACES.includes(config.trace as Json)) {
    refuse("trace must be 'enabled', 'disabled' or 'enabled_full'");
  }
  const headers: Record<string, string> = {};
  for (const key of Object.keys(config)) {
    const at = child('/guardrailConfig', key);
    const header = Object.hasOwn(HEADERS, key) ? HEADERS[key] : undefined;
    const value = config[key];
    if (!header) context.trace.note(at, NO_HEADER);
    else if (typeof value !== 'string') refuse(`${key} must be a string`);
    else {
      headers[header.name] = header.upper ? value.toUpperCase() : value;
      context.trace.note(at, TO_HEADER, { part: 'header', name: header.name });
    }
  }
  const left = new Map(params);
  left.delete('guardrailConfig');
  return { params: left, headers };
}
