import { type Caching, type Capabilities, cell } from './capability.ts';
import * as seen from './claude-evidence.ts';

const EVERYWHERE = ['system', 'messages', 'tools'] as const;
const caching = (leastTokens: number, ttl: Caching['ttl']): Caching => ({
  places: EVERYWHERE,
  points: 4,
  ttl,
  leastTokens,
});
const FIVE_MINUTES = ['5m'] as const;
const UP_TO_AN_HOUR = ['5m', '1h'] as const;
const WORLDWIDE = ['us', 'eu', 'jp', 'au', 'apac', 'global', 'us-gov'] as const;

const KNOWN_BETAS = [
  'computer-use-2024-10-22',
  'computer-use-2025-01-24',
  'computer-use-2025-11-24',
  'token-efficient-tools-2025-02-19',
  'interleaved-thinking-2025-05-14',
  'output-128k-2025-02-19',
  'dev-full-thinking-2025-05-14',
  'context-1m-2025-08-07',
  'context-management-2025-06-27',
  'effort-2025-11-24',
  'tool-search-tool-2025-10-19',
  'tool-examples-2025-10-29',
  'fine-grained-tool-streaming-2025-05-14',
  'claude-code-20250219',
  'compact-2026-01-12',
] as const;

const REFUSED_BETAS = [
  'mcp-servers-2025-12-04',
  'mcp-client-2025-04-04',
  'mcp-client-2025-11-20',
  'advanced-tool-use-2025-11-20',
  'advisor-tool-2026-03-01',
  'code-execution-2025-08-25',
  'fast-mode-2026-02-01',
  'files-api-2025-04-14',
  'prompt-caching-scope-2026-01-05',
  'skills-2025-10-02',
  'web-fetch-2025-09-10',
  'web-search-2025-03-05',
] as const;

const MEDIA = cell(['image', 'document'], seen.NO_VIDEO, seen.FEATURES) satisfies Capabilities['media'];

/** What all Claude models of the messages API have in common. */
const COMMON = {
  system: cell(true, seen.FEATURES),
  systemInMessages: cell(false, seen.SYSTEM_ROLE),
  media: MEDIA,
  s3: cell(['document'], seen.NO_S3),
  imageLength: cell(5_242_880, ...seen.IMAGE_LENGTH),
  imageSide: cell({ most: 8000, many: 20, mostOfMany: 2000 }, ...seen.IMAGE_SIDE),
  images: cell(100, ...seen.IMAGES),
  tools: cell('any', seen.FEATURES),
  toolChoice: cell(['auto', 'any', 'tool'], seen.FEATURES),
  betas: cell({ taken: KNOWN_BETAS, refused: REFUSED_BETAS }, ...seen.BETAS_4_6),
  operations: cell(
    ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'],
    seen.FEATURES,
  ),
} satisfies Partial<Capabilities>;

const CLAUDE_3: Capabilities = {
  ...COMMON,
  generation: 'Claude 3',
  models: /^anthropic\.claude-3-(haiku|sonnet|opus)-/,
  example: 'anthropic.claude-3-sonnet-20240229-v1:0',
  sampling: cell('free', seen.FEATURES),
  assistantFirst: cell(false, seen.NOT_ASSISTANT_FIRST),
  prefill: cell(true, seen.FEATURES),
  thinking: cell([], seen.NO_THINKING),
  effort: cell([], seen.NO_EFFORT),
  structuredOutput: cell(false, seen.COST_MAP),
  strictTools: cell(false, seen.COST_MAP),
  ownTools: cell([], seen.COST_MAP),
  caching: cell(null, ...seen.NO_CACHING, seen.CACHING_DOCS),
  output: cell(4096, ...seen.LIMIT_3),
  input: cell(200_000, seen.COST_MAP),
  access: cell('on-demand', seen.PROFILES),
};

const CLAUDE_3_5: Capabilities = {
  ...CLAUDE_3,
  generation: 'Claude 3.5 Sonnet',
  models: /^anthropic\.claude-3-5-sonnet-20240620/,
  example: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
};

const CLAUDE_3_5_V2: Capabilities = {
  ...CLAUDE_3,
  generation: 'Claude 3.5 Sonnet v2',
  models: /^anthropic\.claude-3-5-sonnet-/,
  example: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
  ownTools: cell(['bash_20241022', 'computer_20241022', 'text_editor_20241022'], seen.COST_MAP),
  caching: cell(caching(1024, FIVE_MINUTES), seen.CACHING_DOCS),
  output: cell(8192, seen.COST_MAP),
};

const CLAUDE_3_5_HAIKU: Capabilities = {
  ...CLAUDE_3_5_V2,
  generation: 'Claude 3.5 Haiku',
  models: /^anthropic\.claude-3-5-haiku-/,
  example: 'anthropic.claude-3-5-haiku-20241022-v1:0',
  ownTools: cell([], seen.COST_MAP),
  caching: cell(caching(2048, FIVE_MINUTES), seen.CACHING_DOCS),
};

const CLAUDE_3_7: Capabilities = {
  ...CLAUDE_3_5_V2,
  generation: 'Claude 3.7 Sonnet',
  models: /^anthropic\.claude-3-7-sonnet/,
  example: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
  thinking: cell(['disabled', 'enabled'], seen.NOT_ADAPTIVE),
  ownTools: cell(['bash_20250124', 'computer_20250124', 'text_editor_20250124'], seen.COST_MAP),
  output: cell(131_072, seen.THINKING_DOCS),
  access: cell('profile', seen.PROFILE_ONLY, seen.PROFILES),
  geographies: cell(['us', 'eu', 'apac', 'us-gov'], seen.PROFILES),
};

const CLAUDE_4: Capabilities = {
  ...CLAUDE_3_7,
  generation: 'Claude Sonnet 4',
  models: /^anthropic\.claude-sonnet-4-2/,
  example: 'anthropic.claude-sonnet-4-20250514-v1:0',
  largeDocuments: cell(['pdf'], seen.RESTRICTIONS),
  ownTools: cell(
    ['bash_20250124', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'],
    seen.OWN_TOOLS,
  ),
  output: cell(64_000, seen.COST_MAP),
  access: cell('profile', seen.PROFILES),
  geographies: cell(WORLDWIDE, seen.PROFILES),
};

const OPUS_4: Capabilities = {
  ...CLAUDE_4,
  generation: 'Claude Opus 4',
  models: /^anthropic\.claude-opus-4-2/,
  example: 'anthropic.claude-opus-4-20250514-v1:0',
  output: cell(32_000, seen.COST_MAP),
};

const OPUS_4_1: Capabilities = {
  ...OPUS_4,
  generation: 'Claude Opus 4.1',
  models: /^anthropic\.claude-opus-4-1-/,
  example: 'anthropic.claude-opus-4-1-20250805-v1:0',
  sampling: cell('exclusive', ...seen.BOTH_SAMPLERS_4_1),
};

const CLAUDE_4_5: Capabilities = {
  ...CLAUDE_4,
  generation: 'Claude Sonnet 4.5 and Haiku 4.5',
  models: /^anthropic\.claude-(sonnet|haiku)-4-5/,
  example: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
  sampling: cell('exclusive', ...seen.BOTH_SAMPLERS),
  assistantFirst: cell(true, seen.ASSISTANT_FIRST),
  structuredOutput: cell(true, seen.COST_MAP),
  strictTools: cell(true, ...seen.STRICT_4_5),
  caching: cell(caching(1024, UP_TO_AN_HOUR), seen.ONE_HOUR, ...seen.SHORT_TTL),
};

const OPUS_4_5: Capabilities = {
  ...CLAUDE_4_5,
  generation: 'Claude Opus 4.5',
  models: /^anthropic\.claude-opus-4-5/,
  example: 'anthropic.claude-opus-4-5-20251101-v1:0',
  effort: cell(['low', 'medium', 'high'], seen.EFFORT_4_5),
  caching: cell(caching(4096, UP_TO_AN_HOUR), seen.ONE_HOUR, seen.COST_MAP),
};

const CLAUDE_4_6: Capabilities = {
  ...OPUS_4_5,
  generation: 'Claude Opus 4.6 and Sonnet 4.6',
  models: /^anthropic\.claude-(opus|sonnet)-4-6/,
  example: 'anthropic.claude-opus-4-6-v1',
  prefill: cell(false, ...seen.NO_PREFILL),
  thinking: cell(['adaptive', 'disabled', 'enabled'], seen.THINKING_DOCS),
  effort: cell(['low', 'medium', 'high', 'max'], seen.COST_MAP),
  output: cell(128_000, seen.COST_MAP),
  input: cell(1_000_000, seen.COST_MAP),
};

const OPUS_4_7: Capabilities = {
  ...CLAUDE_4_6,
  generation: 'Claude Opus 4.7',
  models: /^anthropic\.claude-opus-4-7/,
  example: 'anthropic.claude-opus-4-7',
  sampling: cell('deprecated', ...seen.SAMPLERS_4_7),
  access: cell('on-demand', seen.MODEL_CARDS),
  thinking: cell(['adaptive', 'disabled'], seen.ADAPTIVE_ONLY_4_7),
  effort: cell(['low', 'medium', 'high', 'xhigh', 'max'], seen.COST_MAP),
  structuredOutput: cell(false, seen.COST_MAP, seen.NO_FORMAT),
  strictTools: cell(true, seen.STRICT_4_7, seen.STRICT_4_8),
  caching: cell(caching(2048, UP_TO_AN_HOUR), seen.COST_MAP),
  betas: cell(
    {
      taken: ['interleaved-thinking-2025-05-14'],
      refused: [...REFUSED_BETAS, 'claude-code-20250219', 'effort-2025-11-24', 'tool-search-tool-2025-10-19'],
    },
    ...seen.BETAS_4_7,
  ),
};

const OPUS_4_8: Capabilities = {
  ...OPUS_4_7,
  generation: 'Claude Opus 4.8',
  models: /^anthropic\.claude-opus-4-8/,
  example: 'anthropic.claude-opus-4-8',
  sampling: cell('deprecated', ...seen.SAMPLERS_4_8),
  systemInMessages: cell(true, seen.SYSTEM_ROLE),
  thinking: cell(['adaptive', 'disabled'], seen.ADAPTIVE_ONLY_4_8),
  structuredOutput: cell(true, seen.COST_MAP),
  strictTools: cell(false, seen.STRICT_4_8),
  caching: cell(caching(1024, UP_TO_AN_HOUR), seen.COST_MAP),
  betas: COMMON.betas,
};

const SONNET_5: Capabilities = {
  ...OPUS_4_8,
  generation: 'Claude Sonnet 5',
  models: /^anthropic\.claude-sonnet-5(?!-\d)/,
  example: 'anthropic.claude-sonnet-5',
  sampling: cell('deprecated', seen.MIGRATION, seen.LIKE_ITS_ELDERS),
  strictTools: cell(false, seen.STRICT_SONNET_5),
};

const OPUS_5: Capabilities = {
  ...OPUS_4_8,
  generation: 'Claude Opus 5',
  models: /^anthropic\.claude-opus-5(?!-\d)/,
  example: 'anthropic.claude-opus-5',
  sampling: cell('deprecated', ...seen.SAMPLERS_5),
  thinking: cell(['adaptive', 'disabled'], seen.ADAPTIVE_ONLY_5),
  structuredOutput: cell(false, seen.COST_MAP, seen.NO_FORMAT),
  strictTools: cell(true, seen.STRICT_5_5),
  caching: cell(caching(512, UP_TO_AN_HOUR), seen.COST_MAP),
};

const FABLE_5: Capabilities = {
  ...OPUS_5,
  generation: 'Claude Fable 5 and Mythos 5',
  models: /^anthropic\.claude-(fable|mythos)-(5(?!-\d)|preview)/,
  example: 'anthropic.claude-fable-5',
  sampling: cell('deprecated', seen.MIGRATION, seen.LIKE_ITS_ELDERS),
  thinking: cell(['adaptive'], ...seen.ALWAYS_ON),
};

const FABLE_5_1: Capabilities = {
  ...FABLE_5,
  generation: 'Claude Fable 5.1 and Mythos 5.1',
  models: /^anthropic\.claude-(fable|mythos)-5-1/,
  example: 'anthropic.claude-fable-5-1',
  toolChoice: cell(['auto'], ...seen.FORCED_FABLE),
  strictTools: cell(false, seen.STRICT_5_5),
};

const OPUS_5_5: Capabilities = {
  ...FABLE_5_1,
  generation: 'Claude Opus 5.5',
  models: /^anthropic\.claude-opus-5-5/,
  example: 'anthropic.claude-opus-5-5',
  toolChoice: cell(['auto'], ...seen.FORCED_5_5),
};

const SONNET_5_5: Capabilities = {
  ...OPUS_5_5,
  generation: 'Claude Sonnet 5.5',
  models: /^anthropic\.claude-sonnet-5-5/,
  example: 'anthropic.claude-sonnet-5-5',
  thinking: cell(['adaptive', 'between_tools'], seen.THINKING_DOCS, seen.COST_MAP),
  structuredOutput: cell(true, seen.COST_MAP),
  toolChoice: cell(['auto'], seen.COST_MAP, seen.LIKE_ITS_ELDERS),
};

const HAIKU_5_5: Capabilities = {
  ...SONNET_5_5,
  generation: 'Claude Haiku 5.5',
  models: /^anthropic\.claude-haiku-5-5/,
  example: 'anthropic.claude-haiku-5-5',
  thinking: cell(['adaptive', 'disabled'], seen.COST_MAP),
  toolChoice: cell(['auto', 'any', 'tool'], seen.COST_MAP),
};

const CLAUDE_2: Capabilities = {
  generation: 'Claude 2 and Instant',
  models: /^anthropic\.claude-(v[12]|instant)/,
  example: 'anthropic.claude-v2:1',
  sampling: cell('free', seen.FEATURES),
  assistantFirst: cell(false, seen.LIKE_ITS_ELDERS),
  prefill: cell(true, seen.FEATURES),
  thinking: cell([], seen.NO_THINKING),
  effort: cell([], seen.NO_EFFORT),
  structuredOutput: cell(false, seen.COST_MAP),
  caching: cell(null, ...seen.NO_CACHING),
  tools: cell('none', seen.FEATURES),
  media: cell(['document'], seen.FEATURES),
  s3: cell([], seen.FEATURES),
  output: cell(4096, seen.LIMIT_2),
  input: cell(100_000, seen.COST_MAP),
  access: cell('on-demand', seen.PROFILES),
};

/** Claude, newest first; one row a generation. */
export const CLAUDE: readonly Capabilities[] = [
  OPUS_5_5,
  SONNET_5_5,
  HAIKU_5_5,
  FABLE_5_1,
  OPUS_5,
  SONNET_5,
  FABLE_5,
  OPUS_4_8,
  OPUS_4_7,
  CLAUDE_4_6,
  OPUS_4_5,
  CLAUDE_4_5,
  OPUS_4_1,
  OPUS_4,
  CLAUDE_4,
  CLAUDE_3_7,
  CLAUDE_3_5_HAIKU,
  CLAUDE_3_5,
  CLAUDE_3_5_V2,
  CLAUDE_3,
  CLAUDE_2,
];
