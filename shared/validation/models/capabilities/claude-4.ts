import { type Betas, type Capabilities, cell, changed } from './capability.ts';
import { CLAUDE_3_7 } from './claude-2-3.ts';
import { ISSUED_BETAS, REFUSED_BETAS, TAKEN_BETAS } from './claude-betas.ts';
import { COMMON, caching, FIVE_MINUTES, UP_TO_AN_HOUR, WORLDWIDE } from './claude-common.ts';
import * as seen from './claude-evidence.ts';
import * as measured from './claude-measured.ts';

/** How the types of tools begin that run on Anthropic's own servers. */
const SERVER_TOOLS = ['advisor_', 'web_search_', 'web_fetch_', 'code_execution_'] as const;

/** Tools of Anthropic's own that Claude 4 takes without a beta. */
const EDITORS = [
  'bash_20250124',
  'text_editor_20250124',
  'text_editor_20250429',
  'text_editor_20250728',
] as const;

export const CLAUDE_4: Capabilities = {
  ...CLAUDE_3_7,
  generation: 'Claude Sonnet 4',
  outputConfig: changed(
    cell(true, seen.OUTPUT_CONFIG),
    '2026-08',
    cell(false, seen.NO_OUTPUT_CONFIG),
    '2026-07-22',
  ),
  textForm: COMMON.textForm,
  models: /^anthropic\.claude-sonnet-4-2/,
  example: 'anthropic.claude-sonnet-4-20250514-v1:0',
  largeDocuments: cell(['pdf'], seen.RESTRICTIONS),
  ownTools: cell(EDITORS, seen.OWN_TOOLS),
  output: cell(65_536, measured.LIMIT_SONNET_4),
  // Reports without a day have other answers to the bare id (litellm #30239, new-api #3339), so it refuses by day alone.
  access: changed(
    cell('profile', ...seen.PROFILE_ONLY_SONNET_4, seen.PROFILES),
    '2025-06-03',
    cell('by region', seen.REQUEST_PAGE),
    '2025-05-22',
  ),
  geographies: cell(WORLDWIDE, seen.PROFILES),
};

export const OPUS_4: Capabilities = {
  ...CLAUDE_4,
  generation: 'Claude Opus 4',
  models: /^anthropic\.claude-opus-4-2/,
  example: 'anthropic.claude-opus-4-20250514-v1:0',
  access: cell('profile', seen.PROFILE_ONLY_4, seen.PROFILES),
  output: cell(32_768, measured.LIMIT_OPUS_4),
};

export const OPUS_4_1: Capabilities = {
  ...OPUS_4,
  generation: 'Claude Opus 4.1',
  models: /^anthropic\.claude-opus-4-1-/,
  example: 'anthropic.claude-opus-4-1-20250805-v1:0',
  sampling: cell('exclusive', ...seen.BOTH_SAMPLERS_4_1),
};

export const CLAUDE_4_5: Capabilities = {
  ...CLAUDE_4,
  generation: 'Claude Sonnet 4.5',
  outputConfig: cell(true, seen.EFFORT_4_5),
  models: /^anthropic\.claude-sonnet-4-5/,
  example: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
  sampling: cell('exclusive', ...seen.BOTH_SAMPLERS),
  assistantFirst: cell(true, seen.ASSISTANT_FIRST),
  structuredOutput: cell(true, seen.COST_MAP),
  output: cell(64_000, seen.LIMIT_4_5, seen.COST_MAP),
  strictTools: cell(true, ...seen.STRICT_4_5),
  ownTools: changed<readonly string[]>(
    cell(
      [
        'bash_20250124',
        'memory_20250818',
        'text_editor_20250124',
        'text_editor_20250429',
        'text_editor_20250728',
        'tool_search_tool_bm25',
        'tool_search_tool_bm25_20251119',
        'tool_search_tool_regex',
        'tool_search_tool_regex_20251119',
      ],
      measured.TRIED_ALL,
      measured.THROUGH_GATEWAY,
    ),
    '2026-03',
    cell(EDITORS, measured.GATEWAYS_LIST),
    '2026-02-03',
  ),
  caching: changed(
    cell(caching(1024, UP_TO_AN_HOUR), seen.ONE_HOUR, seen.LONG_TTL),
    '2026-01',
    cell(caching(1024, FIVE_MINUTES), seen.SHORT_TTL),
    '2025-10-24',
  ),
  access: cell('profile', ...seen.PROFILE_ONLY_4_5, seen.PROFILES),
};

export const HAIKU_4_5: Capabilities = {
  ...CLAUDE_4_5,
  generation: 'Claude Haiku 4.5',
  models: /^anthropic\.claude-haiku-4-5/,
  example: 'anthropic.claude-haiku-4-5-20251001-v1:0',
  caching: changed(
    cell(caching(4096, UP_TO_AN_HOUR), seen.ONE_HOUR, seen.CACHING_DOCS),
    '2026-01',
    cell(caching(4096, FIVE_MINUTES), seen.SHORT_TTL),
    '2025-10-24',
  ),
};

export const OPUS_4_5: Capabilities = {
  ...CLAUDE_4_5,
  generation: 'Claude Opus 4.5',
  models: /^anthropic\.claude-opus-4-5/,
  example: 'anthropic.claude-opus-4-5-20251101-v1:0',
  effort: cell(['low', 'medium', 'high'], seen.EFFORT_4_5),
  caching: cell(caching(4096, UP_TO_AN_HOUR), seen.ONE_HOUR, seen.COST_MAP),
};

export const CLAUDE_4_6: Capabilities = {
  ...OPUS_4_5,
  generation: 'Claude Opus 4.6 and Sonnet 4.6',
  models: /^anthropic\.claude-(opus|sonnet)-4-6/,
  example: 'anthropic.claude-opus-4-6-v1',
  prefill: cell(false, ...seen.NO_PREFILL),
  access: cell('profile', measured.PROFILE_ONLY_4_6, seen.PROFILES),
  structuredOutput: cell(true, measured.THROUGH_GATEWAY),
  eagerStreaming: cell(true, measured.EAGER),
  thinking: cell(['adaptive', 'disabled', 'enabled'], seen.THINKING_DOCS),
  effort: cell(['low', 'medium', 'high', 'max'], seen.COST_MAP),
  output: cell(128_000, ...measured.LIMIT_4_6, seen.COST_MAP),
  input: cell(1_000_000, seen.COST_MAP),
  images: cell(600, measured.TRIED_ALL),
};

const REFUSED_4_7 = [
  ...REFUSED_BETAS,
  'claude-code-20250219',
  'effort-2025-11-24',
  'tool-search-tool-2025-10-19',
] as const;

export const OPUS_4_7: Capabilities = {
  ...CLAUDE_4_6,
  generation: 'Claude Opus 4.7',
  models: /^anthropic\.claude-opus-4-7/,
  example: 'anthropic.claude-opus-4-7',
  sampling: cell('deprecated', ...seen.SAMPLERS_4_7),
  topK: cell(false, seen.NO_TOP_K_4_7),
  counted: cell(false, ...measured.NOT_COUNTED),
  systemInMessages: cell('refused by name', measured.TRIED_ALL),
  toolsByName: cell([...SERVER_TOOLS, 'bash_', 'text_editor_', 'tool_search_tool_'], measured.TRIED_ALL),
  access: cell('profile', ...seen.PROFILE_ONLY_NEWEST),
  thinking: cell(['adaptive', 'disabled'], seen.ADAPTIVE_ONLY_4_7),
  effort: cell(['low', 'medium', 'high', 'xhigh', 'max'], seen.COST_MAP),
  structuredOutput: cell(false, seen.COST_MAP, seen.NO_FORMAT),
  strictTools: changed(
    cell(true, seen.STRICT_4_7, seen.STRICT_4_8),
    '2026-09',
    cell(false, seen.NO_STRICT_YET),
    '2026-07-24',
  ),
  caching: cell(caching(2048, UP_TO_AN_HOUR), seen.COST_MAP),
  betas: changed<Betas>(
    cell(
      {
        taken: ['context-1m-2025-08-07', 'interleaved-thinking-2025-05-14'],
        refused: REFUSED_4_7,
        // Its elders and the next generation take them; of this model no later answer is on record.
        issued: [...ISSUED_BETAS, ...TAKEN_BETAS],
      },
      seen.MILLION_4_7,
      ...seen.BETAS_4_7,
    ),
    '2026-08-30',
    // At first it took one and no other.
    cell(
      { taken: ['interleaved-thinking-2025-05-14'], refused: REFUSED_4_7, issued: ISSUED_BETAS },
      ...seen.BETAS_4_7,
    ),
    '2026-04-17',
  ),
};

export const OPUS_4_8: Capabilities = {
  ...OPUS_4_7,
  generation: 'Claude Opus 4.8',
  models: /^anthropic\.claude-opus-4-8/,
  example: 'anthropic.claude-opus-4-8',
  sampling: cell('deprecated', ...seen.SAMPLERS_4_8),
  systemInMessages: cell(true, seen.SYSTEM_ROLE),
  toolsByName: cell(SERVER_TOOLS, measured.TRIED_ALL),
  thinking: cell(['adaptive', 'disabled'], seen.ADAPTIVE_ONLY_4_8),
  structuredOutput: cell(false, seen.NO_FORMAT_4_8, seen.COST_MAP),
  strictTools: cell(false, seen.STRICT_4_8),
  caching: cell(caching(1024, UP_TO_AN_HOUR), seen.COST_MAP),
  betas: COMMON.betas,
};
