import { quoted } from '../../evidence.ts';
import { type Capabilities, cell, changed } from './capability.ts';
import {
  COMMON,
  DOCUMENTS,
  NO_REASONING_BACK,
  OPEN,
  onlyMedia,
  SIGNATURE,
  USER_LAST,
} from './chat-common.ts';
import * as seen from './other-evidence.ts';

const BY_FIELD = cell(true, seen.probed('moonshotai.kimi-k3', '2026-09-22'));

/** In 2025 a field that the form does not have was refused on Converse as on invoke. */
const IGNORED = changed(
  cell('ignored', seen.probed('openai.gpt-oss-120b-1_0'), seen.probed('qwen.qwen3-32b-v1_0')),
  '2026-08',
  changed(
    cell('refused', quoted('BerriAI/litellm', 16184, '2025-11'), quoted('BerriAI/litellm', 17471, '2025-12')),
    '2025-10',
    cell('refused by place', quoted('BerriAI/litellm', 13959, '2025-08-26')),
    '2025-08-26',
  ),
  '2025-12',
) satisfies Capabilities['unknownFields'];

const QWEN_3 = {
  ...OPEN,
  lacks: cell(['stopSequences', SIGNATURE], seen.QWEN_STOPS, seen.probed('qwen.qwen3-32b-v1_0')),
  unknownFields: IGNORED,
} satisfies Partial<Capabilities>;

const NO_PROFILES = cell<readonly string[]>([], seen.NO_PROFILES);

const GLM = {
  ...OPEN,
  geographies: NO_PROFILES,
  media: cell([], seen.GLM_TEXT_ONLY, seen.PROBE),
} satisfies Partial<Capabilities>;

/** Open-weight models of other houses, one row a generation. */
export const OPEN_WEIGHT: readonly Capabilities[] = [
  {
    ...COMMON,
    generation: 'DeepSeek R1',
    models: /^deepseek\.r1/,
    example: 'deepseek.r1-v1:0',
    access: cell('profile', ...seen.PROFILE_ONLY),
    tools: cell('none', seen.R1_NO_TOOLS, seen.PROBE),
    media: DOCUMENTS,
    prefill: USER_LAST,
    reasoningBack: cell(false, seen.R1_REASONING, seen.REASONING_BACK),
  },
  {
    ...OPEN,
    generation: 'DeepSeek V3',
    models: /^deepseek\.v3/,
    example: 'deepseek.v3.2',
  },
  {
    ...OPEN,
    generation: 'Qwen3 VL',
    models: /^qwen\.qwen3-vl/,
    example: 'qwen.qwen3-vl-235b-a22b',
    lacks: cell(['stopSequences', SIGNATURE], seen.QWEN_STOPS, seen.probed('qwen.qwen3-32b-v1_0')),
    unknownFields: IGNORED,
    media: onlyMedia('image', 'video'),
    window: cell(262_144, seen.QWEN_WINDOW),
  },
  {
    ...OPEN,
    generation: 'Qwen3 Coder',
    models: /^qwen\.qwen3-coder/,
    example: 'qwen.qwen3-coder-30b-a3b-v1:0',
    lacks: cell(['stopSequences', SIGNATURE], seen.QWEN_STOPS, seen.probed('qwen.qwen3-32b-v1_0')),
    unknownFields: IGNORED,
    reasoningBack: NO_REASONING_BACK,
  },
  {
    ...QWEN_3,
    generation: 'Qwen3 Next',
    models: /^qwen\.qwen3-next/,
    example: 'qwen.qwen3-next-80b-a3b',
    window: cell(262_144, seen.QWEN_WINDOW),
  },
  {
    ...QWEN_3,
    generation: 'Qwen3 235B',
    models: /^qwen\.qwen3-235b/,
    example: 'qwen.qwen3-235b-a22b-2507-v1:0',
    output: cell(65_536, seen.QWEN_LENGTH),
    outputSaidBy: cell('server', seen.QWEN_LENGTH),
  },
  {
    ...QWEN_3,
    generation: 'Qwen3',
    models: /^qwen\.qwen3/,
    example: 'qwen.qwen3-32b-v1:0',
  },
  {
    ...OPEN,
    generation: 'gpt-oss',
    models: /^openai\.gpt-oss/,
    example: 'openai.gpt-oss-120b-1:0',
    lacks: cell(['stopSequences', SIGNATURE], ...seen.OSS_STOPS, seen.probed('openai.gpt-oss-120b-1_0')),
    streamed: changed(
      cell(true, quoted('langchain-ai/langchain-aws', 588, '2025-08-21')),
      '2025-08-21',
      cell(false, quoted('aws-samples/amazon-bedrock-client-for-mac', 112, '2025-08-11')),
      '2025-08-11',
    ),
    unknownFields: IGNORED,
    geographies: cell(['us-gov'], seen.OSS_GOV, seen.OSS_NO_PROFILE),
  },
  {
    ...OPEN,
    generation: 'Kimi K2 Thinking',
    models: /^moonshot(ai)?\.kimi-k2-thinking/,
    example: 'moonshot.kimi-k2-thinking',
    lacks: cell(['stopSequences', SIGNATURE], seen.KIMI_STOPS, seen.KIMI_SAMPLING),
    media: cell([], seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Kimi K3',
    models: /^moonshotai\.kimi-k[3-9]/,
    example: 'moonshotai.kimi-k3',
    lacks: cell(
      ['temperature', 'topP', 'stopSequences', SIGNATURE],
      seen.KIMI_SAMPLING,
      seen.probed('moonshotai.kimi-k3', '2026-09-22'),
    ),
    media: cell(['image'], seen.GROK_GUIDE, seen.probed('moonshotai.kimi-k3', '2026-09-22')),
    documentsByField: BY_FIELD,
    cachingByField: BY_FIELD,
    leastOutput: cell(16, seen.LEAST_ANSWER),
    geographies: cell(['us', 'global'], seen.K3_PROFILES),
  },
  {
    ...OPEN,
    generation: 'Kimi K2.5',
    models: /^moonshotai\./,
    example: 'moonshotai.kimi-k2.5',
    lacks: changed(
      cell(['temperature', 'stopSequences', SIGNATURE], seen.KIMI_SAMPLING),
      '2026-09-22',
      cell(['stopSequences', SIGNATURE], seen.KIMI_TAKES_TEMPERATURE, seen.probed('moonshotai.kimi-k2.5')),
      '2026-09-11',
    ),
    media: onlyMedia('image'),
    leastOutput: cell(16, seen.LEAST_ANSWER),
    geographies: NO_PROFILES,
    window: cell(262_144, seen.KIMI_WINDOW),
  },
  {
    ...OPEN,
    generation: 'MiniMax M2',
    models: /^minimax\./,
    example: 'minimax.minimax-m2.5',
    geographies: NO_PROFILES,
  },
  {
    ...GLM,
    generation: 'GLM 5',
    models: /^zai\.glm-5$/,
    example: 'zai.glm-5',
    window: cell(202_752, seen.GLM_WINDOW),
  },
  {
    ...GLM,
    generation: 'GLM',
    models: /^zai\./,
    example: 'zai.glm-4.7',
  },
  {
    ...OPEN,
    toolTurns: cell(false, seen.probed('google.gemma-3-12b-it')),
    generation: 'Gemma',
    models: /^google\./,
    example: 'google.gemma-3-27b-it',
    media: onlyMedia('image'),
    reasoningBack: NO_REASONING_BACK,
  },
  {
    ...OPEN,
    generation: 'Nemotron Nano 12B',
    models: /^nvidia\.nemotron-nano-12b/,
    example: 'nvidia.nemotron-nano-12b-v2',
    media: onlyMedia('image', 'video'),
    reasoningBack: NO_REASONING_BACK,
  },
  {
    ...OPEN,
    generation: 'Nemotron Nano 9B',
    models: /^nvidia\.nemotron-nano-9b/,
    example: 'nvidia.nemotron-nano-9b-v2',
    reasoningBack: NO_REASONING_BACK,
  },
  {
    ...OPEN,
    generation: 'Nemotron',
    models: /^nvidia\./,
    example: 'nvidia.nemotron-super-3-120b',
  },
];
