import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Pointer } from '../../../../json/pointer.ts';
import { readJson } from '../../../../json/read-json.ts';
import type { Context } from '../../../call/context.ts';
import { placeOfHeader } from '../../../completion/provider-headers.ts';
import type { Target } from '../../../models/target.ts';
import { withoutUnlisted } from '../../../models/unlisted-betas.ts';
import { pythonText } from '../../../python/repr.ts';
import { strip } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { namedBy } from '../../../releases/named-by.ts';
import type { Release } from '../../../releases/release.ts';
import { built } from '../rules.ts';

const ALL_RELEASES = ['computer-use-2025-01-24', 'computer-use-2025-11-24', 'structured-outputs-2025-11-13'];
const STREAMED_TOOLS = 'fine-grained-tool-streaming-2025-05-14';
const BINDING = 'thinking-binding-controls-2026-08-01';
const DISPLAY = 'thinking-display-updates-2026-08-18';
const EFFORT = 'effort-2025-11-24';
const COMPACT = 'compact-2026-01-12';

/** Values of the `anthropic-beta` header that a release lets through to Converse. */
const acceptedBy = namedBy([
  ...ALL_RELEASES,
  ['context-1m-2025-08-07', 'converse-takes-context-1m'],
  ['effort-2025-11-24', 'converse-takes-effort'],
  [STREAMED_TOOLS, 'converse-takes-streamed-tools'],
  ['interleaved-thinking-2025-05-14', 'converse-takes-interleaved-thinking'],
  ['context-management-2025-06-27', 'converse-takes-interleaved-thinking'],
  [BINDING, 'converse-takes-thinking-binding'],
  [DISPLAY, 'converse-takes-thinking-display'],
]);

export const BETA_HEADER = 'anthropic-beta';

const SENT = built('beta-header', 'moved', 'Sent as an HTTP header of the call.');
const FILTERED = built(
  'beta-header-filtered',
  'mapped',
  'LiteLLM sends only those anthropic-beta values as a header that it knows Converse to take.',
  'LiteLLM anthropic_beta_headers_config',
);
const REMOVED = built(
  'beta-header-removed',
  'dropped',
  'LiteLLM knows none of these anthropic-beta values to work on Converse and takes the header out; no error says so.',
  'LiteLLM anthropic_beta_headers_config',
);

/** Of some betas those that a release lets through to Converse, sorted. */
export const accepted = (values: readonly string[], release: Release): readonly string[] =>
  [...new Set(values.map((value) => strip(value)).filter((value) => acceptedBy(release).has(value)))].sort();

/** Reads a header value: names with commas between them, or a JSON list. */
function headerValues(header: string): readonly string[] {
  const text = strip(header);
  if (text.startsWith('[') && text.endsWith(']')) {
    try {
      const parsed: unknown = readJson(text);
      if (Array.isArray(parsed)) return parsed.map((value) => strip(pythonText(value)));
    } catch {
      return text.split(',').map(strip);
    }
  }
  return text.split(',').map(strip);
}

/** The caller's anthropic-beta header: as it is sent (null: taken out), and the values it had. */
export interface BetaHeader {
  readonly headers: Readonly<Record<string, string | null>>;
  /** What goes into the body: an asynchronous call takes it off the filtered header, a plain one off the given one. */
  readonly values: readonly string[];
  readonly at: Pointer;
}

/** Filters the caller's `anthropic-beta` header. Source: `update_headers_with_filtered_beta`, all three releases. */
export function filterBetaHeader(context: Context): BetaHeader {
  const { headers, profile, trace, asynchronous } = context;
  const at = placeOfHeader(BETA_HEADER, context) ?? `/headers/${BETA_HEADER}`;
  const given = headers[BETA_HEADER];
  if (given === undefined) return { headers: {}, values: [], at };
  if (given === '' && !has(profile.release, 'empty-beta-header-filtered')) {
    trace.note(at, SENT, { part: 'header', name: BETA_HEADER });
    return { headers: {}, values: [], at };
  }
  const sifts = profile.strict || has(profile.release, 'converse-betas-sifted');
  const kept = sifts ? accepted(given.split(','), profile.release).join(',') : given;
  if (kept === '') trace.note(at, REMOVED);
  else trace.note(at, kept === given ? SENT : FILTERED, { part: 'header', name: BETA_HEADER });
  const inBody = asynchronous ? kept : given;
  return {
    headers: { [BETA_HEADER]: kept === '' ? null : kept },
    values: inBody === '' ? [] : headerValues(inBody),
    at,
  };
}

/** What the rest of the request says about betas. */
export interface BetaNeeds {
  /** The caller's `anthropic_beta` parameter. */
  readonly parameter: Json | undefined;
  readonly thinking: Json | undefined;
  /** Tools that want their input streamed piece by piece. */
  readonly streamedTools: boolean;
  readonly computerUse: string | null;
  readonly effort: boolean;
  readonly compact: boolean;
}

const strings = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

function thinkingBetas(thinking: Json | undefined): readonly string[] {
  if (!isObject(thinking)) return [];
  const updates =
    (thinking.type === 'adaptive' || thinking.type === 'enabled') && thinking.display === 'updates';
  return [...(updates ? [DISPLAY] : []), ...('block_binding' in thinking ? [BINDING] : [])];
}

/** The betas that go into the body, in LiteLLM's order; empty where none are needed. */
export function betaValues(header: readonly string[], needs: BetaNeeds, target: Target): readonly string[] {
  const { release } = target;
  const own =
    header.length > 0 || !has(release, 'header-betas-beside-parameter')
      ? header
      : accepted(strings(needs.parameter), release);
  const recent = has(release, 'converse-betas-from-thinking') && target.claude;
  const values = [...own];
  const add = (value: string): void => {
    if (!values.includes(value)) values.push(value);
  };
  if (needs.streamedTools) add(STREAMED_TOOLS);
  if (recent) for (const value of thinkingBetas(needs.thinking)) add(value);
  // Before 1.109 this one is appended even where the caller names it.
  if (needs.computerUse !== null && !has(release, 'computer-betas-by-header-alone'))
    values.push(needs.computerUse);
  else if (needs.computerUse !== null) add(needs.computerUse);
  if (needs.effort) add(EFFORT);
  if (needs.compact) add(COMPACT);
  if (has(release, 'betas-by-unsupported-list')) return withoutUnlisted(values, 'converse', release);
  return has(release, 'converse-betas-by-pattern')
    ? values.filter((value) => !/advanced-tool-use|prompt-caching/i.test(value))
    : values;
}

/** Fields of `thinking` that only work with a beta. */
const GATED: readonly (readonly [string, string, (value: Json) => boolean])[] = [
  ['block_binding', BINDING, () => true],
  ['display', DISPLAY, (value) => value === 'updates'],
];

/** Names of the fields of `thinking` whose beta is not active. */
export const gatedFields = (thinking: JsonObject, active: readonly string[]): readonly string[] =>
  GATED.filter(
    ([key, beta, gated]) => key in thinking && gated(thinking[key] ?? null) && !active.includes(beta),
  ).map(([key]) => key);
