import { isArray, isObject, type Json } from '../../json/json.ts';
import type { Context } from '../context.ts';
import type { Release } from '../profiles/profile.ts';
import { built } from './rules.ts';
import type { Target } from './target.ts';

const ALL_RELEASES = [
  'computer-use-2025-01-24',
  'computer-use-2025-11-24',
  'context-1m-2025-08-07',
  'effort-2025-11-24',
  'structured-outputs-2025-11-13',
];
const STREAMED_TOOLS = 'fine-grained-tool-streaming-2025-05-14';
const BINDING = 'thinking-binding-controls-2026-08-01';
const DISPLAY = 'thinking-display-updates-2026-08-18';
export const EFFORT = 'effort-2025-11-24';
export const COMPACT = 'compact-2026-01-12';

/** Values of the `anthropic-beta` header that a release lets through to Converse. */
const ACCEPTED: Readonly<Record<Release, ReadonlySet<string>>> = {
  87: new Set(ALL_RELEASES),
  90: new Set([...ALL_RELEASES, STREAMED_TOOLS]),
  109: new Set([...ALL_RELEASES, STREAMED_TOOLS, BINDING, DISPLAY]),
};

const HEADER = 'anthropic-beta';

const REMOVED = built(
  'beta-header-filtered',
  'dropped',
  'LiteLLM lets only those anthropic-beta values through that it knows Converse to take; no error says so.',
  'LiteLLM anthropic_beta_headers_config',
);

const accepted = (values: readonly string[], release: Release): readonly string[] =>
  [...new Set(values.map((value) => value.trim()).filter((value) => ACCEPTED[release].has(value)))].sort();

const pieces = (header: string): readonly string[] => header.split(',').map((value) => value.trim());

/** The caller's anthropic-beta header: as it is sent (null: taken out), and its values. */
export interface BetaHeader {
  readonly headers: Readonly<Record<string, string | null>>;
  readonly values: readonly string[];
}

/** Filters the caller's `anthropic-beta` header. Source: `update_headers_with_filtered_beta`, all three releases. */
export function filterBetaHeader({ headers, profile, request, trace }: Context): BetaHeader {
  const given = headers[HEADER];
  if (given === undefined || given === '') return { headers: {}, values: [] };
  const values = accepted(pieces(given), profile.release);
  if (values.length > 0) return { headers: { [HEADER]: values.join(',') }, values };
  const source =
    isObject(request.extra_headers) && HEADER in request.extra_headers ? 'extra_headers' : 'headers';
  trace.note(`/${source}/${HEADER}`, REMOVED);
  return { headers: { [HEADER]: null }, values: [] };
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
  const own = header.length > 0 || release < 109 ? header : accepted(strings(needs.parameter), release);
  const recent = release >= 109 && target.claude;
  return [
    ...new Set([
      ...own,
      ...(recent && needs.streamedTools ? [STREAMED_TOOLS] : []),
      ...(recent ? thinkingBetas(needs.thinking) : []),
      ...(needs.computerUse === null ? [] : [needs.computerUse]),
      ...(needs.effort ? [EFFORT] : []),
      ...(needs.compact ? [COMPACT] : []),
    ]),
  ];
}
