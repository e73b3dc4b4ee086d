import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { lookUp } from '../../../../json/look-up.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { eagerInput } from '../../../call/eager-input.ts';
import { crash } from '../../../call/failures.ts';
import { type HeaderSource, providerHeaders } from '../../../completion/provider-headers.ts';
import { thinksAdaptively } from '../../../models/capabilities.ts';
import { toolSearchFlag } from '../../../models/claude.ts';
import { messagesBetas } from '../../../models/unlisted-betas.ts';
import { strip } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Release } from '../../../releases/release.ts';
import { splitBetas } from '../betas.ts';
import { betaOnBedrock, betasOnBedrock } from './beta-map.ts';
import type { Draft } from './draft.ts';

export const BETA_HEADER = 'anthropic-beta';
const TOOL_SEARCH = 'tool-search-tool-2025-10-19';
const DANGEROUS = 'dangerous-tool-use-2026-09-03';
const SEARCH_TYPES: readonly Json[] = ['tool_search_tool_regex_20251119', 'tool_search_tool_bm25_20251119'];

/** A header with the betas a release lets through, and where each beta is from. */
export interface CallerBetas {
  /** The header as it is sent; null where nothing is left of it, undefined where there was none. */
  readonly header: string | null | undefined;
  readonly from: ReadonlyMap<string, Pointer>;
}

/** Header names that a release reads for betas: 1.109 does not look at case. */
const isBetaHeader = (name: string, draft: Draft): boolean =>
  has(draft.release, 'beta-header-in-any-case') ? name.toLowerCase() === BETA_HEADER : name === BETA_HEADER;

/**
 * Reads the caller's anthropic-beta headers and keeps what Bedrock knows. Up to 1.90 the last of
 * headers, extra_headers and provider_specific_header wins, 1.109 takes all.
 */
export function callerBetas(draft: Draft): CallerBetas {
  const { request, trace } = draft.context;
  if (!has(draft.release, 'messages-take-headers')) return { header: undefined, from: new Map() };
  const found: { readonly at: Pointer; readonly text: string }[] = [];
  const sources: readonly HeaderSource[] = [
    ...['headers', 'extra_headers'].flatMap((holder) => {
      const headers = request[holder];
      return isObject(headers) ? [{ headers, at: child('', holder) }] : [];
    }),
    ...providerHeaders(request, draft.context.profile, 'messages'),
  ];
  for (const { headers, at } of sources) {
    for (const [name, value] of Object.entries(headers)) {
      if (!isBetaHeader(name, draft)) continue;
      if (!has(draft.release, 'every-beta-header-counts')) found.length = 0;
      if (typeof value === 'string') found.push({ at: child(at, name), text: value });
    }
  }
  const blank = !has(draft.release, 'blank-beta-header-kept') && found.every(({ text }) => text === '');
  if (blank) return { header: undefined, from: new Map() };
  const from = new Map<string, Pointer>();
  for (const { at, text } of found) {
    for (const beta of text.split(',').map((one) => strip(one))) {
      const name = has(draft.release, 'messages-headers-filtered')
        ? betaOnBedrock(beta, draft.release)
        : beta;
      if (name === null) {
        if (beta !== '') trace.note(at, RULE.betaLost);
      } else if (!from.has(name)) from.set(name, at);
    }
  }
  const names = [...from.keys()].sort();
  if (!has(draft.release, 'messages-headers-filtered'))
    return { header: found.length === 0 ? undefined : found.map(({ text }) => text).join(','), from };
  return { header: names.length === 0 ? null : names.join(','), from };
}

const toolsOf = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];

const inFunction = (tool: JsonObject, key: string): Json | undefined =>
  tool[key] ?? (isObject(tool.function) ? tool.function[key] : undefined);

const filled = (value: Json | undefined): boolean => isArray(value) && value.length > 0;

function searchesTools(tools: readonly JsonObject[]): boolean {
  if (!tools.some(({ type }) => SEARCH_TYPES.includes(type ?? null))) return false;
  return !tools.some((tool) => {
    const callers = inFunction(tool, 'allowed_callers');
    const programmatic = isArray(callers) && callers.includes('code_execution_20250825');
    return programmatic || filled(inFunction(tool, 'input_examples'));
  });
}

/**
 * Up to 1.81.10 tool search goes by the name Opus 4, up to 1.97 by Opus and Sonnet 4.5 and 4.6, up to 1.102 by those
 * names where the cost map says nothing.
 */
function mayTellTools({ release, target }: Draft): boolean {
  const told = has(release, 'tool-betas-by-capability') ? toolSearchFlag(target) : undefined;
  if (told !== undefined || has(release, 'tool-search-by-capability')) return told === true;
  const name = target.name.toLowerCase();
  return has(release, 'tool-search-brings-examples')
    ? /(?:opus|sonnet)(?:-4[-.][56]|_4[_.][56])/.test(name)
    : /opus[-_]4/.test(name);
}

function usesEffort(config: Json | undefined, { release, target }: Draft): boolean {
  const adaptive = has(release, 'adaptive-models-need-no-effort-beta') && thinksAdaptively(target);
  if (adaptive || !isObject(config)) return false;
  return typeof config.effort === 'string' && config.effort !== '';
}

const changesTools = ({ value }: { readonly value: JsonObject }): boolean =>
  value.role === 'system' &&
  isArray(value.content) &&
  value.content.some(
    (block) =>
      isObject(block) &&
      (block.type === 'tool_addition' || block.type === 'tool_removal') &&
      isObject(block.tool) &&
      block.tool.type === 'tool_reference',
  );

const COMPUTERS: Readonly<Record<string, string>> = {
  computer_20250124: 'computer-use-2025-01-24',
  computer_20241022: 'computer-use-2024-10-22',
};

/** What the betas are read off: parameters as they were before Bedrock's own changes. */
export interface Features {
  readonly tools: Json | undefined;
  readonly config: Json | undefined;
}

/** Betas that the features in use need, under Anthropic's names. */
function neededBetas(draft: Draft, { tools: given, config }: Features): readonly string[] {
  const tools = toolsOf(given);
  const betas: string[] = [];
  if (usesEffort(config, draft)) betas.push('effort-2025-11-24');
  const computer = tools.find(({ type }) => typeof type === 'string' && type.startsWith('computer_'));
  if (computer && typeof computer.type === 'string') {
    betas.push(lookUp(COMPUTERS, computer.type) ?? 'computer-use-2024-10-22');
  }
  // Sent since nothing sifts the body up to 1.82; from then on Bedrock's list of betas keeps it back.
  if (filled(draft.value('mcp_servers'))) betas.push('mcp-client-2025-04-04');
  if (searchesTools(tools) && mayTellTools(draft)) betas.push(TOOL_SEARCH);
  if (has(draft.release, 'eager-input-asks-for-beta') && tools.some((tool) => eagerInput(tool) === true)) {
    betas.push('fine-grained-tool-streaming-2025-05-14');
  }
  if (draft.value('safeguards') !== undefined && has(draft.release, 'safeguards-ask-for-beta'))
    betas.push(DANGEROUS);
  if (!has(draft.release, 'betas-from-blocks-and-tools')) return betas;
  const thinking = draft.object('thinking');
  if (
    thinking &&
    (thinking.type === 'adaptive' || thinking.type === 'enabled') &&
    thinking.display === 'updates'
  ) {
    betas.push('thinking-display-updates-2026-08-18');
  }
  const binds = has(draft.release, 'thinking-binding-asks-for-beta');
  if (binds && thinking && 'block_binding' in thinking) betas.push('thinking-binding-controls-2026-08-01');
  if (draft.messages.some(({ value }) => 'output_config' in value)) {
    betas.push('mid-conversation-output-config-2026-07-01');
  }
  if (draft.messages.some(changesTools)) betas.push('mid-conversation-tool-changes-2026-07-01');
  return betas;
}

/**
 * Ends the call (throws `Stop`, `crashed`) where LiteLLM, in search of file ids, finds a block of a
 * user that has no type. Source: `get_file_ids_from_messages`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
function checkBlockTypes({ messages, release }: Draft): void {
  const isTyped = (block: Json): boolean =>
    isObject(block) ? 'type' in block : has(release, 'odd-blocks-fail-typed');
  for (const { value } of messages) {
    if (value.role !== 'user' || !isArray(value.content) || value.content.every(isTyped)) continue;
    crash('LiteLLM takes it that every block has a type.', 'KeyError');
  }
}

/** From 1.81.11 to 1.83.0 the beta of tool search brings that of examples along. */
const withExamples = (
  own: readonly string[],
  needed: readonly string[],
  release: Release,
): readonly string[] =>
  has(release, 'tool-search-brings-examples') && [...own, ...needed].includes(TOOL_SEARCH)
    ? [...needed, 'tool-examples-2025-10-29']
    : needed;

/** What Bedrock is sent of the caller's betas and those that are needed. */
function sentBetas(
  own: readonly string[],
  needed: readonly string[],
  { release, target }: Draft,
): readonly string[] {
  if (!has(release, 'own-betas-added')) return own;
  if (has(release, 'messages-betas-filtered')) return betasOnBedrock([...own, ...needed], release);
  const added = has(release, 'own-betas-filtered')
    ? betasOnBedrock(needed, release)
    : withExamples(own, needed, release);
  const name = target.name.toLowerCase();
  const all = [...new Set(messagesBetas([...own, ...added], name, release))].sort();
  if (!has(release, 'messages-betas-sifted')) return all;
  const thinks = /opus[-_]4|sonnet[-_]4/.test(name);
  return all.filter(
    (beta) =>
      !/advanced-tool-use/i.test(beta) && (thinks || !/(?:extended|interleaved)-thinking/i.test(beta)),
  );
}

/** Writes `anthropic_beta`: the caller's betas, those of features in use and those of edits kept. */
export function writeBetas(
  draft: Draft,
  caller: CallerBetas,
  features: Features,
  ofEdits: readonly string[],
): readonly string[] {
  checkBlockTypes(draft);
  const { trace } = draft.context;
  const guarded = has(draft.release, 'safeguards-guard-betas') && draft.value('safeguards') === undefined;
  const own = splitBetas(caller.header ?? '').filter(
    (beta) => beta !== '' && !(guarded && beta === DANGEROUS),
  );
  const needed = has(draft.release, 'own-betas-added') ? [...neededBetas(draft, features), ...ofEdits] : [];
  const betas = sentBetas(own, needed, draft);
  if (betas.length === 0) return betas;
  const list = [...betas];
  const origins = betas.flatMap((beta) => caller.from.get(beta) ?? []);
  trace.whole(list, origins, RULE.betaAdded);
  betas.forEach((beta, i) => {
    const at = caller.from.get(beta) ?? null;
    trace.member(list, i, at, at === null ? RULE.betaAdded : RULE.betaKept);
  });
  draft.set('anthropic_beta', list, origins.length === 0 ? null : origins, RULE.betaAdded);
  return betas;
}
