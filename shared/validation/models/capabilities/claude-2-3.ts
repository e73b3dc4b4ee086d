import { type Capabilities, cell, changed } from './capability.ts';
import { COMMON, caching, FIVE_MINUTES } from './claude-common.ts';
import * as seen from './claude-evidence.ts';
import * as measured from './claude-measured.ts';
import { REASONING_BACK } from './other-evidence.ts';

/** What reads documents since it came. */
const DOCUMENTS = cell(true, measured.THROUGH_GATEWAY);

export const CLAUDE_3: Capabilities = {
  ...COMMON,
  generation: 'Claude 3',
  models: /^anthropic\.claude-3-(haiku|sonnet|opus)-/,
  example: 'anthropic.claude-3-sonnet-20240229-v1:0',
  bodySchema: changed(
    cell(null, seen.MODEL_READS),
    '2025-02-11',
    cell('two forms', ...seen.TWO_FORMS),
    '2025-01-07',
  ),
  textForm: cell('refused by name', seen.TEXT_FORM),
  sampling: cell('free', seen.FEATURES),
  assistantFirst: cell(false, seen.NOT_ASSISTANT_FIRST),
  userFirst: cell(true, seen.USER_FIRST),
  toolsDefined: cell(true, seen.TOOLS_DEFINED),
  noneChoice: cell(false, measured.EPAM),
  imagesAsSaid: cell(false, seen.ANY_IMAGE_FORMAT),
  prefill: cell(true, seen.FEATURES),
  thinking: cell([], seen.NO_THINKING),
  reasoningBack: cell(false, seen.REASONING_OF_HAIKU, REASONING_BACK),
  effort: cell([], seen.NO_EFFORT),
  structuredOutput: cell(false, seen.COST_MAP),
  strictTools: cell(false, seen.COST_MAP),
  ownTools: cell([], seen.COST_MAP),
  caching: cell(null, ...seen.NO_CACHING, seen.CACHING_DOCS),
  tools: changed(cell('any', seen.FEATURES), '2024-05-30', cell('none', seen.NO_TOOLS_YET), '2024-04-11'),
  documents: changed(DOCUMENTS, '2025-06', cell(false, measured.NO_DOCUMENTS_YET), '2025-03'),
  output: cell(4096, ...seen.LIMIT_3),
  input: cell(200_000, seen.COST_MAP),
  access: cell('on-demand', seen.PROFILES),
};

export const CLAUDE_3_5: Capabilities = {
  ...CLAUDE_3,
  generation: 'Claude 3.5 Sonnet',
  models: /^anthropic\.claude-3-5-sonnet-20240620/,
  example: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
  documents: DOCUMENTS,
  counted: cell(true, measured.COUNTED),
};

export const CLAUDE_3_5_V2: Capabilities = {
  ...CLAUDE_3,
  generation: 'Claude 3.5 Sonnet v2',
  models: /^anthropic\.claude-3-5-sonnet-/,
  example: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
  counted: cell(true, measured.COUNTED),
  documents: changed(DOCUMENTS, '2025-06', cell(false, seen.DOCUMENTS_BY_CONVERSE_ALONE), '2025-01-26'),
  bodySchema: changed(
    cell(null, seen.MODEL_READS),
    '2025-02-11',
    cell('messages', seen.ONE_FORM),
    '2024-12-25',
  ),
  ownTools: cell(['bash_20241022', 'text_editor_20241022'], seen.COST_MAP),
  caching: cell(caching(1024, FIVE_MINUTES), seen.CACHING_DOCS),
  output: cell(8192, seen.COST_MAP),
  access: cell('by region', ...seen.SOME_REGIONS_3_5),
};

export const CLAUDE_3_5_HAIKU: Capabilities = {
  ...CLAUDE_3_5_V2,
  generation: 'Claude 3.5 Haiku',
  models: /^anthropic\.claude-3-5-haiku-/,
  example: 'anthropic.claude-3-5-haiku-20241022-v1:0',
  output: changed(cell(8192, seen.COST_MAP), '2024-12', cell(4096, measured.LIMIT_3_5_HAIKU), '2024-11-06'),
  documents: DOCUMENTS,
  media: cell(['document'], ...seen.NO_IMAGES),
  seesPdf: cell(false, seen.NO_IMAGES[0]),
  optimized: cell(['us'], ...seen.OPTIMIZED),
  access: cell('on-demand', seen.PROFILES),
  ownTools: cell([], seen.COST_MAP),
  caching: cell(caching(2048, FIVE_MINUTES), seen.CACHING_DOCS),
};

export const CLAUDE_3_7: Capabilities = {
  ...CLAUDE_3_5_V2,
  generation: 'Claude 3.7 Sonnet',
  models: /^anthropic\.claude-3-7-sonnet/,
  example: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
  bodySchema: cell(null, seen.NO_CITATIONS),
  documents: DOCUMENTS,
  optimized: COMMON.optimized,
  userFirst: cell(false, seen.ASSISTANT_FIRST),
  toolsDefined: cell(false, seen.TOOLS_NOT_DEFINED),
  noneChoice: cell(true, measured.EPAM, measured.THROUGH_GATEWAY),
  imagesAsSaid: COMMON.imagesAsSaid,
  thinking: cell(['disabled', 'enabled'], seen.NOT_ADAPTIVE),
  reasoningBack: cell(true, REASONING_BACK),
  ownTools: cell(['bash_20250124', 'text_editor_20250124'], seen.COST_MAP),
  output: cell(131_072, measured.LIMIT_3_7, seen.THINKING_DOCS),
  access: cell('profile', seen.PROFILE_ONLY, seen.PROFILES),
  geographies: cell(['us', 'eu', 'apac', 'us-gov'], seen.PROFILES),
};

export const CLAUDE_2: Capabilities = {
  generation: 'Claude 2 and Instant',
  models: /^anthropic\.claude-(v[12]|instant)/,
  example: 'anthropic.claude-v2:1',
  ownValidator: COMMON.ownValidator,
  textForm: cell('taken', seen.TEXT_FORM),
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
