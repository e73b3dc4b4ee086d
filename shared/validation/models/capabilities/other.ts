import { type Capabilities, cell, changed } from './capability.ts';
import { COMMON, NO_REASONING_BACK, OPEN, onlyMedia, SIGNATURE, USER_LAST } from './chat-common.ts';
import * as seen from './other-evidence.ts';

const PALMYRA_VISION = seen.probed('writer.palmyra-vision-7b');

const GPT = {
  ...OPEN,
  onRuntime: changed(cell(true, ...seen.GPT_SAMPLING), '2026-07', cell(false, seen.NO_GPT), '2026-06-14'),
  lacks: cell(
    ['temperature', 'topP', 'stopSequences', SIGNATURE, 'reasoningContent.reasoningText.text'],
    ...seen.GPT_SAMPLING,
    ...seen.OSS_STOPS,
    seen.GPT_REASONING,
  ),
  media: cell(['image'], seen.PROBE, seen.GROK_GUIDE),
  leastOutput: cell(16, seen.LEAST_ANSWER),
} satisfies Partial<Capabilities>;

const GPT_6 = {
  ...GPT,
  tiers: cell([], seen.probed('openai.gpt-6-luna', '2026-09-22')),
  documentsByField: cell(true, seen.GPT_DOCUMENTS, seen.GROK_GUIDE),
  access: cell('profile', ...seen.GPT_6_PROFILE),
} satisfies Partial<Capabilities>;

/** A report of June 2024 has 1 refused, with 0.99 as the bound; a later recording has it accepted. */
export const COMMAND_R_P = changed(
  cell(1, seen.P_TAKEN),
  '2025-03',
  cell(0.99, seen.P_REFUSED),
  '2024-06-10',
);

/** Chat models of AI21, Cohere, OpenAI, xAI and Writer, one row a generation. */
export const OTHERS: readonly Capabilities[] = [
  {
    ...COMMON,
    generation: 'Jurassic-2',
    models: /^ai21\.j2/,
    example: 'ai21.j2-ultra-v1',
    history: cell(false, seen.NO_HISTORY),
    system: cell(false, seen.FEATURES),
    tools: cell('none', seen.FEATURES),
    media: cell([], seen.FEATURES),
  },
  {
    ...COMMON,
    generation: 'Jamba Instruct',
    models: /^ai21\.jamba-instruct/,
    example: 'ai21.jamba-instruct-v1:0',
    tools: cell('none', seen.FEATURES),
    media: cell([], seen.FEATURES),
  },
  {
    ...COMMON,
    generation: 'Jamba 1.5',
    models: /^ai21\.jamba/,
    example: 'ai21.jamba-1-5-large-v1:0',
    media: cell(['document'], seen.FEATURES),
    tools: cell('not-streamed', seen.JAMBA_STREAMS),
    toolChoice: cell(['auto', 'any'], seen.NO_TOOL_CHOSEN, seen.CHOICES),
  },
  {
    ...COMMON,
    generation: 'Cohere Command',
    models: /^cohere\.command-(light-)?text/,
    example: 'cohere.command-text-v14',
    history: cell(false, seen.NO_HISTORY),
    system: cell(false, seen.FEATURES),
    tools: cell('none', seen.FEATURES),
    media: cell(['document'], seen.FEATURES),
  },
  {
    ...COMMON,
    generation: 'Command R',
    models: /^cohere\.command-r/,
    example: 'cohere.command-r-plus-v1:0',
    media: cell(['document'], seen.FEATURES),
    tools: cell('not-streamed', seen.FEATURES),
    mostP: COMMAND_R_P,
    reasoningBack: NO_REASONING_BACK,
  },
  {
    ...GPT,
    generation: 'GPT-5.6',
    models: /^openai\.gpt-(daybreak-\w+-)?5\.6/,
    example: 'openai.gpt-5.6-sol',
    access: cell('profile', seen.GPT_PROFILE),
  },
  {
    ...GPT,
    generation: 'GPT-5',
    models: /^openai\.gpt-5/,
    example: 'openai.gpt-5.5',
  },
  {
    ...GPT_6,
    generation: 'GPT-6 Astra and GPT-6.1',
    models: /^openai\.gpt-6(\.\d|-astra)/,
    example: 'openai.gpt-6.1-sol',
    effort: cell(
      ['low', 'medium', 'high', 'xhigh', 'max'],
      seen.probed('openai.gpt-6.1-sol', '2026-09-30'),
      seen.probed('openai.gpt-6-astra', '2026-09-22'),
    ),
  },
  {
    ...GPT_6,
    generation: 'GPT-6',
    models: /^openai\.gpt/,
    example: 'openai.gpt-6-sol',
    effort: cell(['none', 'low', 'medium', 'high', 'xhigh', 'max'], seen.GPT_6_EFFORT),
  },
  {
    ...GPT,
    onRuntime: cell(true, seen.GROK_GUIDE),
    generation: 'Grok 4',
    models: /^xai\./,
    example: 'xai.grok-4.6',
    output: cell(524_288, seen.GROK_GUIDE),
    tiers: cell([], seen.GROK_GUIDE),
    access: cell('profile', seen.GROK_GUIDE),
  },
  {
    ...OPEN,
    generation: 'Palmyra Vision',
    models: /^writer\.palmyra-vision/,
    example: 'writer.palmyra-vision-7b',
    media: onlyMedia('image'),
    systemTurn: cell(false, PALMYRA_VISION),
    toolParser: cell(false, PALMYRA_VISION),
    input: cell(4096, PALMYRA_VISION),
  },
  {
    ...COMMON,
    generation: 'Palmyra',
    models: /^writer\.palmyra/,
    example: 'writer.palmyra-x5-v1:0',
    media: cell(['document'], seen.FEATURES, seen.probed('writer.palmyra-x5-v1_0')),
    prefill: USER_LAST,
    toolChoice: cell(['auto'], seen.probed('writer.palmyra-x5-v1_0')),
    tools: changed(
      cell('any', seen.PROBE),
      '2026-08',
      cell('not-streamed', seen.PALMYRA_STREAMS),
      '2025-07-09',
    ),
    toolTurnsAlone: cell('results', seen.PALMYRA_TURNS),
    resultStatus: changed(
      cell(true, seen.PALMYRA_TURNS),
      '2026-07',
      cell(false, seen.PALMYRA_STREAMS),
      '2025-07-09',
    ),
  },
];
