import { type Capabilities, cell, changed } from './capability.ts';
import { OPUS_4_8 } from './claude-4.ts';
import { caching, UP_TO_AN_HOUR, WORLDWIDE } from './claude-common.ts';
import * as seen from './claude-evidence.ts';
import * as measured from './claude-measured.ts';

export const SONNET_5: Capabilities = {
  ...OPUS_4_8,
  generation: 'Claude Sonnet 5',
  models: /^anthropic\.claude-sonnet-5(?!-\d)/,
  example: 'anthropic.claude-sonnet-5',
  output: cell(128_000, measured.LIMIT_5, seen.COST_MAP),
  outputSaidBy: cell('model', measured.LIMIT_5),
  sampling: cell('deprecated', seen.MIGRATION, seen.LIKE_ITS_ELDERS),
  effortSaidBy: cell('reader', measured.MONITOR),
  structuredOutput: cell(false, seen.NO_FORMAT_SONNET_5, seen.NO_FORMAT_4_8),
  strictTools: cell(false, seen.STRICT_SONNET_5),
};

export const OPUS_5: Capabilities = {
  ...OPUS_4_8,
  generation: 'Claude Opus 5',
  models: /^anthropic\.claude-opus-5(?!-\d)/,
  example: 'anthropic.claude-opus-5',
  output: cell(128_000, measured.LIMIT_5, seen.COST_MAP),
  outputSaidBy: cell('model', measured.LIMIT_5),
  sampling: cell('deprecated', ...seen.SAMPLERS_5),
  topK: changed(cell(true, seen.TOP_K_OPUS_5), '2026-09', cell(false, seen.NO_TOP_K_OPUS_5), '2026-08-01'),
  thinking: cell(['adaptive', 'disabled'], seen.ADAPTIVE_ONLY_5),
  effortSaidBy: cell('reader', measured.MONITOR),
  effortThinks: cell(['xhigh', 'max'], ...measured.NO_DEEP_EFFORT),
  structuredOutput: cell(false, seen.COST_MAP, seen.NO_FORMAT),
  strictTools: changed(cell(true, seen.STRICT_5_5), '2026-09', cell(false, seen.NO_STRICT_YET), '2026-07-24'),
  caching: cell(caching(512, UP_TO_AN_HOUR), seen.COST_MAP),
};

export const FABLE_5: Capabilities = {
  ...OPUS_5,
  generation: 'Claude Fable 5 and Mythos 5',
  models: /^anthropic\.claude-(fable|mythos)-(5(?!-\d)|preview)/,
  example: 'anthropic.claude-fable-5',
  topK: cell(false, ...seen.NO_TOP_K),
  sampling: cell('deprecated', seen.MIGRATION, seen.LIKE_ITS_ELDERS),
  thinking: cell(['adaptive'], ...seen.ALWAYS_ON),
};

export const FABLE_5_1: Capabilities = {
  ...FABLE_5,
  generation: 'Claude Fable 5.1 and Mythos 5.1',
  models: /^anthropic\.claude-(fable|mythos)-5-1/,
  example: 'anthropic.claude-fable-5-1',
  toolChoice: cell(['auto'], ...seen.FORCED_FABLE),
  strictTools: cell(false, seen.STRICT_5_5),
};

export const OPUS_5_5: Capabilities = {
  ...FABLE_5_1,
  generation: 'Claude Opus 5.5',
  models: /^anthropic\.claude-opus-5-5/,
  example: 'anthropic.claude-opus-5-5',
  disabledSaid: cell('newer', measured.OWN_WORDS),
  toolChoice: cell(['auto'], ...seen.FORCED_5_5),
};

export const SONNET_5_5: Capabilities = {
  ...OPUS_5_5,
  generation: 'Claude Sonnet 5.5',
  models: /^anthropic\.claude-sonnet-5-5/,
  example: 'anthropic.claude-sonnet-5-5',
  geographies: cell(['global'], measured.GLOBAL_ALONE),
  thinking: cell(['adaptive', 'between_tools'], seen.THINKING_DOCS, seen.COST_MAP),
  disabledSaid: cell('newest', seen.SONNET_5_5),
  effortThinks: cell(['xhigh', 'max'], seen.THINKING_DOCS),
  structuredOutput: cell(false, seen.SONNET_5_5),
  toolChoice: cell(['auto'], seen.SONNET_5_5),
};

export const HAIKU_5_5: Capabilities = {
  ...SONNET_5_5,
  generation: 'Claude Haiku 5.5',
  models: /^anthropic\.claude-haiku-5-5/,
  example: 'anthropic.claude-haiku-5-5',
  geographies: cell(WORLDWIDE, seen.PROFILES),
  thinking: cell(['adaptive', 'disabled'], seen.COST_MAP),
  structuredOutput: cell(true, seen.COST_MAP),
  strictTools: cell(true, seen.COST_MAP),
  toolChoice: cell(['auto', 'any', 'tool'], seen.COST_MAP),
};
