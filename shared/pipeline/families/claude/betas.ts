import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import type { Pointer } from '../../../json/pointer.ts';
import { readJson } from '../../../json/read-json.ts';
import type { Context } from '../../call/context.ts';
import { eagerInput } from '../../call/eager-input.ts';
import type { Params } from '../../call/params.ts';
import { placeOfHeader } from '../../completion/provider-headers.ts';
import { thinksAdaptively } from '../../models/capabilities.ts';
import { takesToolSearch } from '../../models/claude.ts';
import type { Target } from '../../models/target.ts';
import { pythonText } from '../../python/repr.ts';
import { strip } from '../../python/space.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { namedBy } from '../../releases/named-by.ts';
import type { Release } from '../../releases/release.ts';

export const BETA_HEADER = 'anthropic-beta';
const TOOL_SEARCH = 'tool-search-tool-2025-10-19';
const FINE_GRAINED = 'fine-grained-tool-streaming-2025-05-14';
const EFFORT = 'effort-2025-11-24';
const DISPLAY_UPDATES = 'thinking-display-updates-2026-08-18';
const BINDING = 'thinking-binding-controls-2026-08-01';
const DANGEROUS = 'dangerous-tool-use-2026-09-03';

/** Betas that LiteLLM may add by itself, as far as a release lets them through to invoke. */
const letThrough = namedBy([
  'computer-use-2025-01-24',
  [EFFORT, 'invoke-takes-effort'],
  TOOL_SEARCH,
  [FINE_GRAINED, 'invoke-takes-streamed-tools'],
  [DISPLAY_UPDATES, 'invoke-takes-thinking-display'],
  [BINDING, 'invoke-takes-thinking-binding'],
  ['mid-conversation-output-config-2026-07-01', 'invoke-takes-mid-output-config'],
]);

/** All that goes into the body of a chat from 1.81.6 to 1.81.10, whoever asks for it. */
const FOR_BEDROCK: readonly string[] = [
  'computer-use-2024-10-22',
  'computer-use-2025-01-24',
  'token-efficient-tools-2025-02-19',
  'interleaved-thinking-2025-05-14',
  'output-128k-2025-02-19',
  'dev-full-thinking-2025-05-14',
  'context-1m-2025-08-07',
  'context-management-2025-06-27',
  EFFORT,
  TOOL_SEARCH,
  'tool-examples-2025-10-29',
];

/** True for a beta that LiteLLM 1.81.6 to 1.81.10 takes for one of Bedrock's. */
export const isListedForBedrock = (beta: string): boolean => FOR_BEDROCK.includes(beta);

const COMPUTERS: Readonly<Record<string, string>> = { computer_20250124: 'computer-use-2025-01-24' };
const SEARCH_TYPES: readonly Json[] = ['tool_search_tool_regex_20251119', 'tool_search_tool_bm25_20251119'];

const toolsOf = (params: Params): readonly JsonObject[] => {
  const tools = params.get('tools')?.value;
  return isArray(tools) ? tools.filter(isObject) : [];
};

const inFunction = (tool: JsonObject, key: string): Json | undefined =>
  tool[key] ?? (isObject(tool.function) ? tool.function[key] : undefined);

const filled = (value: Json | undefined): boolean => isArray(value) && value.length > 0;

/** Betas that go into the HTTP header because a parameter needs them. */
export function headerBetas(params: Params): readonly string[] {
  const betas: string[] = [];
  const typed = (prefix: string): boolean =>
    toolsOf(params).some(({ type }) => typeof type === 'string' && type.startsWith(prefix));
  for (const { type } of toolsOf(params)) {
    if (typeof type !== 'string') continue;
    if (type.startsWith('web_fetch')) betas.push('web-fetch-2025-09-10');
    else if (type.startsWith('memory')) betas.push('context-management-2025-06-27');
  }
  betas.push(...contextBetas(params.get('context_management')?.value));
  const config = params.get('output_config')?.value;
  const format = isObject(config) ? config.format : undefined;
  if ((params.get('output_format')?.value ?? format) != null) betas.push('structured-outputs-2025-11-13');
  if (params.get('speed')?.value === 'fast') betas.push('fast-mode-2026-02-01');
  if (typed('advisor_20260301')) betas.push('advisor-tool-2026-03-01');
  return [...new Set(betas)];
}

function contextBetas(value: Json | undefined): readonly string[] {
  const edits = isObject(value) ? value.edits : value;
  if (!isArray(edits)) return [];
  const types = edits.map((edit) => (isObject(edit) ? edit.type : undefined));
  const isCompact = (type: Json | undefined): boolean => type === 'compact_20260112' || type === 'compaction';
  return [
    ...(types.some(isCompact) ? ['compact-2026-01-12'] : []),
    ...(types.some((type) => !isCompact(type)) ? ['context-management-2025-06-27'] : []),
  ];
}

/** 1.90 asks for output formats in output_config, too; 1.87 does not. */
export function headerBetasOf(given: Params, release: Release): readonly string[] {
  const params = has(release, 'speed-asks-for-beta')
    ? given
    : new Map([...given].filter(([key]) => key !== 'speed'));
  if (has(release, 'betas-from-all-parameters') || params.get('output_format') !== undefined)
    return headerBetas(params);
  return headerBetas(new Map([...params].filter(([key]) => key !== 'output_config')));
}

/** Betas that LiteLLM adds to the body because of what the request uses. */
export function usedBetas(
  params: Params,
  thinking: Json | undefined,
  context: Context,
  target: Target,
): readonly string[] {
  const { release } = context.profile;
  const tools = toolsOf(params);
  const betas: string[] = [];
  if (usesEffort(params, target)) betas.push(EFFORT);
  const computer = tools.find(({ type }) => typeof type === 'string' && type.startsWith('computer_'));
  if (typeof computer?.type === 'string')
    betas.push(lookUp(COMPUTERS, computer.type) ?? 'computer-use-2024-10-22');
  if (!has(release, 'own-betas-filtered')) betas.push(...unfilteredBetas(params, context));
  if (usesToolSearch(tools) && takesToolSearch(target)) betas.push(TOOL_SEARCH);
  if (has(release, 'eager-input-asks-for-beta') && tools.some((tool) => eagerInput(tool) === true))
    betas.push(FINE_GRAINED);
  if (has(release, 'betas-from-blocks-and-tools')) {
    if (isObject(thinking)) {
      const shown = thinking.type === 'adaptive' || thinking.type === 'enabled';
      if (shown && thinking.display === 'updates') betas.push(DISPLAY_UPDATES);
      if ('block_binding' in thinking && has(release, 'thinking-binding-asks-for-beta')) betas.push(BINDING);
    }
    if (context.messages.some(({ value }) => 'output_config' in value)) {
      betas.push('mid-conversation-output-config-2026-07-01');
    }
  }
  return has(release, 'own-betas-filtered') ? betas.filter((beta) => letThrough(release).has(beta)) : betas;
}

const namesFile = (part: Json): boolean =>
  isObject(part) && part.type === 'file' && isObject(part.file) && isTruthy(part.file.file_id ?? null);

/** Betas that nothing kept from Bedrock up to 1.83.0. */
function unfilteredBetas(params: Params, { messages }: Context): readonly string[] {
  const files = messages.some(
    ({ value: { role, content } }) => role === 'user' && isArray(content) && content.some(namesFile),
  );
  return [
    ...(files ? ['files-api-2025-04-14', 'code-execution-2025-05-22'] : []),
    ...(filled(params.get('mcp_servers')?.value) ? ['mcp-client-2025-04-04'] : []),
  ];
}

function usesToolSearch(tools: readonly JsonObject[]): boolean {
  if (!tools.some(({ type }) => SEARCH_TYPES.includes(type ?? null))) return false;
  const advanced = tools.some((tool) => {
    const callers = inFunction(tool, 'allowed_callers');
    const programmatic = isArray(callers) && callers.includes('code_execution_20250825');
    return programmatic || filled(inFunction(tool, 'input_examples'));
  });
  return !advanced;
}

function usesEffort(params: Params, target: Target): boolean {
  if (has(target.release, 'adaptive-models-need-no-effort-beta') && thinksAdaptively(target)) return false;
  const effort = params.get('reasoning_effort')?.value;
  if (/opus[-_]4[-_]5/.test(target.name.toLowerCase()) && typeof effort === 'string' && effort) return true;
  const config = params.get('output_config')?.value;
  return isObject(config) && typeof config.effort === 'string' && config.effort !== '';
}

/** Where the caller gave the anthropic-beta header, and what stands in it. */
export interface CallerBetas {
  readonly at: Pointer | null;
  readonly header: string | null;
  readonly betas: readonly string[];
}

/** Reads the caller's anthropic-beta header: a JSON list or values with commas. */
export function callerBetas(context: Context): CallerBetas {
  const header = context.headers[BETA_HEADER];
  if (header === undefined || header === '') return { at: null, header: null, betas: [] };
  return { at: placeOfHeader(BETA_HEADER, context), header, betas: splitBetas(header) };
}

/** The values of an anthropic-beta header. */
export function splitBetas(header: string): readonly string[] {
  const text = strip(header);
  if (text.startsWith('[') && text.endsWith(']')) {
    try {
      const list: unknown = readJson(text);
      if (Array.isArray(list)) return list.map((beta) => strip(pythonText(beta)));
    } catch {
      return text.split(',').map((beta) => strip(beta));
    }
  }
  return text.split(',').map((beta) => strip(beta));
}

/** Up to 1.81.0 a beta that a parameter needs takes the place of the header, but for those of context management. */
function replacedHeader(header: string | null, added: readonly string[]): string | null {
  return added.reduce<string | null>((text, beta) => {
    if (text === null || !beta.startsWith('context-management')) return beta;
    const given = text.split(',').map((one) => strip(one));
    return given.includes(beta) ? text : `${text}, ${beta}`;
  }, header);
}

/** The header with betas added that a parameter needs; null where there is none. */
export function mergedHeader(
  header: string | null,
  added: readonly string[],
  release: Release,
): string | null {
  if (added.length === 0) return header;
  if (!has(release, 'own-beta-headers-join')) return replacedHeader(header, added);
  const given = header === null ? [] : header.split(',').map((beta) => strip(beta));
  if (has(release, 'beta-header-values-sorted-out'))
    return [...new Set([...given.filter((beta) => beta !== ''), ...added])].join(', ');
  const missing = added.filter((beta) => !given.includes(beta));
  return [...(header === null ? [] : [header]), ...missing].join(', ');
}

/** Taken out of the caller's values since 1.109, unless safeguards ask for it. */
export const isGuardedBeta = (beta: string): boolean => beta === DANGEROUS;
