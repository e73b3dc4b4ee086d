import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import { crash } from '../call/failures.ts';
import type { Api } from '../call/result.ts';
import { rule } from '../ledger/rule.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import { emptyHolders, lastOfEachName } from './given-headers.ts';
import { affinityHeader, headersOf } from './provider-headers.ts';

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
  text: 'The same header is named again and the later one wins; those of extra_headers come last.',
  source: 'LiteLLM completion(), extra_headers',
});

const NO_HEADERS = rule({
  id: 'filter.headers-empty',
  stage: 'filter',
  fate: 'consumed',
  text: 'No header is named.',
  source: 'LiteLLM completion(), extra_headers',
});

const NULL_HEADER = rule({
  id: 'filter.header-null',
  stage: 'filter',
  fate: 'dropped',
  text: 'A header that is null is not sent.',
  source: 'LiteLLM completion(), extra_headers',
});

const LOST_HEADER = rule({
  id: 'filter.headers-lost',
  stage: 'filter',
  fate: 'dropped',
  text: 'This release does not hand the headers of a messages call on.',
  source: 'LiteLLM 1.80.7, anthropic_messages()',
});

const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
/** A value in ASCII without control characters; in plain calls (h11) without blanks at its ends, too. */
const VALUES = { chat: /^(?:[!-~](?:[\t -~]*[!-~])?)?$/, messages: /^[\t -~]*$/ } as const;

/**
 * Ends the call (throws `Stop`, `crashed`) where a finished header cannot be written: a letter beyond
 * ASCII, a line break, a blank at an end. LiteLLM hands headers to the HTTP client as they are.
 * Source: recorded from LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkHeaderText(
  headers: Readonly<Record<string, string>>,
  api: Api,
  { strict }: Profile,
): void {
  if (strict) return;
  const bad = Object.keys(headers).find((name) => !NAME.test(name) || !VALUES[api].test(headers[name] ?? ''));
  if (bad === undefined) return;
  crash(
    `The HTTP client fails on the header ${JSON.stringify(bad)}: its name or value cannot be written into an HTTP request.`,
  );
}

/**
 * Ends the call (throws `Stop`, `crashed`) where a header is neither text nor null: LiteLLM hands it
 * to the HTTP client as it is, which fails on it once everything else is done. Of a name that is given
 * more than once the last one counts; on Converse in whatever spelling, on invoke each spelling is sent.
 * Source: recorded from LiteLLM 1.87.0, 1.95.1, 1.100.3, 1.109.1, 1.110.2.
 */
export function checkHeaderValues(context: Context): void {
  const { api, profile, model } = context;
  if (profile.strict) return;
  const spelling = (name: string): string => (model.route === 'converse' ? name.toLowerCase() : name);
  for (const { name, value } of lastOfEachName(headersOf(context), spelling).values()) {
    if (value === null || typeof value === 'string') continue;
    if (api === 'messages' && isTakenApart(name, profile)) continue;
    crash(`The HTTP client fails on the header ${name}: its value is not text.`);
  }
}

/** True where the messages API reads a header's values in every spelling, and sends one of its own. */
const isTakenApart = (name: string, { release }: Profile): boolean =>
  has(release, 'beta-header-in-any-case') && name.toLowerCase() === 'anthropic-beta';

/** No headers, as a release sends them that forgets those of a messages call (1.80.7). */
export function lostHeaders(
  request: JsonObject,
  { trace }: Pick<Context, 'trace'>,
): Readonly<Record<string, string>> {
  for (const key of ['headers', 'extra_headers']) {
    if (request[key] !== undefined && request[key] !== null) trace.note(child('', key), LOST_HEADER);
  }
  return {};
}

/**
 * The HTTP headers that the caller asks for: `headers`, then `extra_headers` over them, then those of
 * `provider_specific_header` for Bedrock. Every value
 * is noted on the trace as moved into its header, but for those that the family judges itself.
 */
export function callerHeaders(
  request: JsonObject,
  { api, profile, trace }: Pick<Context, 'api' | 'profile' | 'trace'>,
  judgedElsewhere: readonly string[] = [],
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const holder of emptyHolders(request)) trace.note(holder, NO_HEADERS);
  const given = headersOf({ request, api, profile });
  const counting = lastOfEachName(given);
  for (const header of given) {
    const { name, value, at } = header;
    const counts = counting.get(name) === header;
    if (!counts || value === null) {
      trace.note(at, counts ? NULL_HEADER : SHADOWED);
      continue;
    }
    headers[name] = typeof value === 'string' ? value : JSON.stringify(value);
    if (!judgedElsewhere.includes(name))
      trace.note(at, TO_HEADER, { part: 'header', name: name.toLowerCase() });
  }
  const affinity = api === 'chat' ? affinityHeader(request, profile, Object.keys(headers)) : null;
  if (affinity) {
    headers[affinity.name] = affinity.value;
    trace.note(affinity.at, TO_HEADER, { part: 'header', name: affinity.name.toLowerCase() });
  }
  return headers;
}
