import { isObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { EntryContext } from './context.ts';

const TO_HEADER = rule({
  id: 'filter.entry.headers',
  stage: 'filter',
  fate: 'moved',
  text: 'Sent as an HTTP header of the call.',
  source: 'LiteLLM embedding(), rerank(): headers, extra_headers',
});

const SHADOWED = rule({
  id: 'filter.entry.headers-overridden',
  stage: 'filter',
  fate: 'dropped',
  text: 'extra_headers names the same header and wins.',
  source: 'LiteLLM embedding(), rerank(): headers, extra_headers',
});

/** `headers`, then `extra_headers` over them; names in lower case. */
export function entryHeaders({ request, trace }: EntryContext): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const { extra_headers: extra } = request;
  for (const key of ['headers', 'extra_headers']) {
    const given = request[key];
    if (!isObject(given)) continue;
    for (const [name, value] of Object.entries(given)) {
      const at = child(child('', key), name);
      const lower = name.toLowerCase();
      if (key === 'headers' && isObject(extra) && Object.hasOwn(extra, name)) {
        trace.note(at, SHADOWED);
        continue;
      }
      headers[lower] = typeof value === 'string' ? value : JSON.stringify(value);
      trace.note(at, TO_HEADER, { part: 'header', name: lower });
    }
  }
  return headers;
}
