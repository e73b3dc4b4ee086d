import { isArray, isObject, type Json } from '../../../json/json.ts';
import type { Capabilities, ThinkingKind } from '../../models/capabilities/capability.ts';

/** What a Claude model takes on Bedrock beyond the common fields. */
export interface ClaudeFeatures {
  readonly thinking: readonly ThinkingKind[];
  readonly effort: readonly string[];
  /** Whether a level that is none is told of by the reader of the body. */
  readonly effortRead: boolean;
  readonly outputConfig: boolean;
  readonly structuredOutput: boolean;
  readonly ownTools: readonly string[];
  /** How the types of tools begin that are refused by their type alone. */
  readonly toolsByName: readonly string[];
  readonly ttl: readonly string[];
  readonly caching: boolean;
  readonly systemInMessages: boolean | 'refused by name';
  readonly citations: boolean;
  readonly documents: boolean;
  readonly noneChoice: boolean;
  readonly eagerStreaming: boolean;
  /** Beta flags that add tools of Anthropic's own. */
  readonly unlocked: readonly string[];
  readonly bodySchema: 'two forms' | 'messages' | null;
  readonly tools: boolean;
}

interface Unlocked {
  readonly beta: RegExp;
  /** Tools that the beta adds, as sentences list them. */
  readonly tools: readonly string[];
}

/** Own tools that a beta adds to those of the generation. */
const UNLOCKED: readonly Unlocked[] = [
  { beta: /^computer-use-2024/, tools: ['computer_20241022'] },
  { beta: /^computer-use-2025-01/, tools: ['computer_20250124'] },
  { beta: /^computer-use-2025-11/, tools: ['computer_20251124'] },
  { beta: /^context-management-/, tools: ['memory_20250818'] },
  {
    beta: /^(tool-search-tool|advanced-tool-use)-/,
    tools: [
      'tool_search_tool_bm25',
      'tool_search_tool_bm25_20251119',
      'tool_search_tool_regex',
      'tool_search_tool_regex_20251119',
    ],
  },
];

/** The beta flags of a body; Converse has them among the additional fields. */
function betasOf(body: Json): readonly Json[] {
  if (!isObject(body)) return [];
  const fields = body.additionalModelRequestFields ?? null;
  const betas = body.anthropic_beta ?? (isObject(fields) ? fields.anthropic_beta : null) ?? null;
  return isArray(betas) ? betas : [];
}

/** Own tools that the beta flags of a body add. */
export function unlockedBy(body: Json): readonly string[] {
  const betas = betasOf(body);
  if (betas.length === 0) return [];
  return UNLOCKED.flatMap(({ beta, tools }) =>
    betas.some((given) => typeof given === 'string' && beta.test(given)) ? tools : [],
  );
}

/** Features of a generation, as its row in the table of capabilities has them. */
export function claudeFeatures(row: Partial<Capabilities>, unlocked: readonly string[] = []): ClaudeFeatures {
  return {
    thinking: row.thinking?.is ?? [],
    effort: row.effort?.is ?? [],
    effortRead: row.effortSaidBy?.is === 'reader',
    outputConfig: row.outputConfig?.is ?? true,
    structuredOutput: row.structuredOutput?.is ?? true,
    ownTools: row.ownTools?.is ?? [],
    toolsByName: row.toolsByName?.is ?? [],
    ttl: row.caching?.is?.ttl ?? [],
    caching: row.caching?.is !== null,
    systemInMessages: row.systemInMessages?.is ?? false,
    citations: row.citations?.is ?? true,
    documents: row.documents?.is ?? true,
    noneChoice: row.noneChoice?.is ?? true,
    eagerStreaming: row.eagerStreaming?.is ?? false,
    unlocked: row.ownTools?.is.length === 0 ? [] : unlocked,
    bodySchema: row.bodySchema?.is ?? null,
    tools: row.tools?.is !== 'none',
  };
}
