import { isObject, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';

const TO_HEADER = rule({
  id: 'filter.headers',
  stage: 'filter',
  fate: 'moved',
  text: 'Sent as an HTTP header of the call.',
  source: 'LiteLLM completion(), extra_headers',
});

const SHADOWED = rule({
  id: 'filter.headers-overridden',
  stage: 'filter',
  fate: 'dropped',
  text: 'extra_headers names the same header and wins.',
  source: 'LiteLLM completion(), extra_headers',
});

/**
 * The HTTP headers that the caller asks for: `headers`, then `extra_headers` over them. Every value
 * is noted on the trace as moved into its header, but for those that the family judges itself.
 */
export function callerHeaders(
  request: JsonObject,
  trace: Trace,
  judgedElsewhere: readonly string[] = [],
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const { extra_headers: extra } = request;
  for (const key of ['headers', 'extra_headers']) {
    const given = request[key];
    if (!isObject(given)) continue;
    for (const [name, value] of Object.entries(given)) {
      const pointer = child(child('', key), name);
      if (key === 'headers' && isObject(extra) && Object.hasOwn(extra, name)) {
        trace.note(pointer, SHADOWED);
        continue;
      }
      headers[name] = typeof value === 'string' ? value : JSON.stringify(value);
      if (judgedElsewhere.includes(name)) continue;
      trace.note(pointer, TO_HEADER, { part: 'header', name: name.toLowerCase() });
    }
  }
  return { ...headers, ...providerHeaders(request, trace) };
}

/** Headers that `provider_specific_header` holds for Bedrock; those for other providers stay behind. */
function providerHeaders(request: JsonObject, trace: Trace): Readonly<Record<string, string>> {
  const specific = request.provider_specific_header;
  if (!isObject(specific) || !isObject(specific.extra_headers)) return {};
  const providers = String(specific.custom_llm_provider ?? '').split(',');
  if (!providers.some((provider) => provider.trim() === 'bedrock')) return {};
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(specific.extra_headers)) {
    headers[name] = typeof value === 'string' ? value : JSON.stringify(value);
    const pointer = child('/provider_specific_header/extra_headers', name);
    trace.note(pointer, TO_HEADER, { part: 'header', name: name.toLowerCase() });
  }
  return headers;
}
