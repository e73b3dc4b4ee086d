import { evidenceOf } from '../../evidence.ts';
import type { Capabilities } from './capability.ts';

const QUALIFIED_STOPS = {
  is: ['stopSequences'],
  evidence: evidenceOf('dify-official-plugins #1767 (Qwen3), crewAI #3317 (gpt-oss)', true),
} as const;

/** Chat models of other houses, one row a generation. */
export const CHAT_MODELS: readonly Capabilities[] = [
  {
    generation: 'Mistral 7B and Mixtral',
    models: /^mistral\.(mistral-7b|mixtral)/,
    example: 'mistral.mixtral-8x7b-instruct-v0:1',
    system: { is: false, evidence: evidenceOf('567-labs/instructor #1753', true) },
  },
  {
    generation: 'Mistral Large',
    models: /^mistral\.mistral-large-240/,
    example: 'mistral.mistral-large-2402-v1:0',
    toolTurnsAlone: { is: 'results', evidence: evidenceOf('browser-use #710', true) },
  },
  {
    generation: 'Llama 3.3',
    models: /^meta\.llama3-3/,
    example: 'meta.llama3-3-70b-instruct-v1:0',
    toolTurnsAlone: { is: 'results', evidence: evidenceOf('browser-use #710', true) },
  },
  {
    generation: 'DeepSeek R1',
    models: /^deepseek\.r1/,
    example: 'deepseek.r1-v1:0',
    access: {
      is: 'profile',
      evidence: evidenceOf('aioboto3 #352, opencode #396; AWS page "DeepSeek models"', true),
    },
  },
  {
    generation: 'Qwen3',
    models: /^qwen\.qwen3/,
    example: 'qwen.qwen3-32b-v1:0',
    lacks: QUALIFIED_STOPS,
  },
  {
    generation: 'gpt-oss',
    models: /^openai\.gpt-oss/,
    example: 'openai.gpt-oss-120b-1:0',
    lacks: QUALIFIED_STOPS,
  },
  {
    generation: 'Kimi K2 Thinking',
    models: /^moonshot\./,
    example: 'moonshot.kimi-k2-thinking',
    lacks: {
      is: ['stopSequences'],
      evidence: evidenceOf('LiteLLM refuses stop for Kimi', true),
    },
  },
];
