import { crash } from '../call/failures.ts';
import { givenHeaders, lastOfEachName } from '../completion/given-headers.ts';
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
  text: 'The same header is named again and the later one wins; those of extra_headers come last.',
  source: 'LiteLLM embedding(), rerank(): headers, extra_headers',
});

const NULL_HEADER = rule({
  id: 'filter.entry.header-null',
  stage: 'filter',
  fate: 'dropped',
  text: 'A header that is null is not sent.',
  source: 'LiteLLM embedding(), rerank(): headers, extra_headers',
});

/**
 * `headers`, then `extra_headers` over them; names in lower case, of which the last spelling counts. Ends the call
 * (throws `Stop`, `crashed`) on a value that is no text: the HTTP client fails on it.
 */
export function entryHeaders({ request, trace, profile }: EntryContext): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const given = givenHeaders(request);
  const counting = lastOfEachName(given, (name) => name.toLowerCase());
  for (const header of given) {
    const { value, at } = header;
    const name = header.name.toLowerCase();
    const counts = counting.get(name) === header;
    if (!counts || value === null) trace.note(at, counts ? NULL_HEADER : SHADOWED);
    else if (typeof value === 'string' || profile.strict) {
      headers[name] = typeof value === 'string' ? value : JSON.stringify(value);
      trace.note(at, TO_HEADER, { part: 'header', name });
    } else crash(`The HTTP client fails on the header ${header.name}: its value is not text.`);
  }
  return headers;
}
