import { type Capabilities, cell } from './capability.ts';
import { COMMON, DOCUMENTS, OPEN, SIGNATURE } from './chat-common.ts';
import * as seen from './other-evidence.ts';

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
  },
  {
    ...OPEN,
    generation: 'DeepSeek V3',
    models: /^deepseek\.v3/,
    example: 'deepseek.v3.2',
    media: DOCUMENTS,
  },
  {
    ...OPEN,
    generation: 'Qwen3 VL',
    models: /^qwen\.qwen3-vl/,
    example: 'qwen.qwen3-vl-235b-a22b',
    lacks: cell(['stopSequences', SIGNATURE], seen.QWEN_STOPS),
    media: cell(['image', 'document', 'video'], seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Qwen3',
    models: /^qwen\.qwen3/,
    example: 'qwen.qwen3-32b-v1:0',
    lacks: cell(['stopSequences', SIGNATURE], seen.QWEN_STOPS),
    media: DOCUMENTS,
  },
  {
    ...OPEN,
    generation: 'gpt-oss',
    models: /^openai\.gpt-oss/,
    example: 'openai.gpt-oss-120b-1:0',
    lacks: cell(['stopSequences', SIGNATURE], ...seen.OSS_STOPS),
    media: DOCUMENTS,
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
    generation: 'Kimi K2.5 and K3',
    models: /^moonshotai\./,
    example: 'moonshotai.kimi-k2.5',
    lacks: cell(['temperature', SIGNATURE], seen.KIMI_SAMPLING),
    media: cell(['image'], seen.PROBE, seen.GROK_GUIDE),
    leastOutput: cell(16, seen.LEAST_ANSWER),
  },
  {
    ...OPEN,
    generation: 'MiniMax M2',
    models: /^minimax\./,
    example: 'minimax.minimax-m2.5',
    media: DOCUMENTS,
  },
  {
    ...OPEN,
    generation: 'GLM',
    models: /^zai\./,
    example: 'zai.glm-5',
    media: cell([], seen.GLM_TEXT_ONLY, seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Gemma',
    models: /^google\./,
    example: 'google.gemma-3-27b-it',
    media: cell(['image', 'document'], seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Nemotron Nano 12B',
    models: /^nvidia\.nemotron-nano-12b/,
    example: 'nvidia.nemotron-nano-12b-v2',
    media: cell(['image', 'document', 'video'], seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Nemotron',
    models: /^nvidia\./,
    example: 'nvidia.nemotron-super-3-120b',
    media: DOCUMENTS,
  },
];
