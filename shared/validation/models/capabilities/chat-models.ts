import { type Capabilities, type Cell, cell, type Medium } from './capability.ts';
import { RESTRICTIONS } from './claude-evidence.ts';
import * as seen from './other-evidence.ts';

const SIGNATURE = 'reasoningContent.reasoningText.signature';

const NO_CACHING: Cell<null> = cell(null, ...seen.NO_CACHING);
const NO_TOOLS: Cell<'none'> = cell('none', seen.PROBE, seen.FEATURES);
const NOT_STREAMED: Cell<'not-streamed'> = cell('not-streamed', seen.PROBE, seen.NO_TOOL_STREAM);
const DOCUMENTS: Cell<readonly Medium[]> = cell(['document'], seen.PROBE, seen.FEATURES);
const NO_STRICT = cell(false, seen.NO_STRICT);
const NOVA_DOCUMENTS: Cell<readonly string[]> = cell(['pdf', 'docx'], RESTRICTIONS);

/** What no chat model but Claude and Nova takes. */
const COMMON = {
  caching: NO_CACHING,
  strictTools: NO_STRICT,
  lacks: cell([SIGNATURE], seen.NO_SIGNATURE),
  s3: cell([], seen.NO_S3, seen.FEATURES),
} satisfies Partial<Capabilities>;

/** Open-weight models behind the chat completions form: the tools are streamed, documents are not read. */
const OPEN = {
  ...COMMON,
  tools: cell('any', seen.PROBE),
  mediaInResults: cell([], ...seen.RESULT_IMAGES),
} satisfies Partial<Capabilities>;

const LLAMA = {
  ...COMMON,
  toolChoice: cell(['auto'], seen.NO_TOOL_ANY, seen.CHOICES),
  toolTurnsAlone: cell('calls and results', seen.TURNS_ALONE, seen.CALLS_ALONE),
} satisfies Partial<Capabilities>;

const MISTRAL = {
  ...COMMON,
  tools: NOT_STREAMED,
  toolChoice: cell(['auto', 'any'], seen.NO_TOOL_CHOSEN, seen.CHOICES),
  toolTurnsAlone: cell('calls and results', seen.TURNS_ALONE, seen.CALLS_ALONE),
  mediaInResults: cell(['document'], ...seen.RESULT_IMAGES),
} satisfies Partial<Capabilities>;

const NOVA_1 = {
  generation: 'Nova',
  largeDocuments: NOVA_DOCUMENTS,
  output: cell(10_000, seen.NOVA_LENGTH),
  strictTools: NO_STRICT,
  tools: cell('any', seen.PROBE, seen.FEATURES),
} satisfies Partial<Capabilities>;

const GPT = {
  ...OPEN,
  lacks: cell(['temperature', 'topP', 'stopSequences', SIGNATURE], ...seen.GPT_SAMPLING, ...seen.OSS_STOPS),
  media: cell(['image'], seen.PROBE, seen.GROK_GUIDE),
  leastOutput: cell(16, seen.LEAST_ANSWER),
} satisfies Partial<Capabilities>;

/** Chat models of other houses than Anthropic, one row a generation. */
export const CHAT_MODELS: readonly Capabilities[] = [
  {
    ...COMMON,
    generation: 'Titan Text Premier',
    models: /^amazon\.titan-text-premier/,
    example: 'amazon.titan-text-premier-v1:0',
    system: cell(false, seen.FEATURES),
    tools: cell('none', seen.FEATURES),
    media: cell([], seen.FEATURES),
  },
  {
    ...COMMON,
    generation: 'Titan Text',
    models: /^amazon\.titan-(text|tg1)/,
    example: 'amazon.titan-text-express-v1',
    system: cell(false, seen.TITAN, seen.FEATURES),
    tools: cell('none', seen.TITAN, seen.FEATURES),
    media: cell(['document'], seen.FEATURES),
  },
  {
    ...NOVA_1,
    models: /^amazon\.nova-micro/,
    example: 'amazon.nova-micro-v1:0',
    media: cell([], seen.PROBE, seen.FEATURES),
  },
  { ...NOVA_1, models: /^amazon\.nova-(lite|pro)/, example: 'amazon.nova-pro-v1:0' },
  {
    generation: 'Nova 2',
    largeDocuments: NOVA_DOCUMENTS,
    models: /^amazon\.nova-2-(lite|pro|omni)/,
    example: 'amazon.nova-2-lite-v1:0',
    strictTools: NO_STRICT,
    tools: cell('any', seen.PROBE),
    access: cell('profile', seen.NOVA_2_PROFILE),
  },
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
  },
  {
    ...LLAMA,
    generation: 'Llama 2',
    models: /^meta\.llama2/,
    example: 'meta.llama2-70b-chat-v1',
    tools: cell('none', seen.FEATURES),
    media: cell(['document'], seen.FEATURES),
  },
  {
    ...LLAMA,
    generation: 'Llama 3',
    models: /^meta\.llama3-\d+b/,
    example: 'meta.llama3-70b-instruct-v1:0',
    tools: cell('none', seen.LLAMA_NO_TOOLS, seen.PROBE),
    media: DOCUMENTS,
    output: cell(2048, seen.FEATURES),
  },
  {
    ...LLAMA,
    generation: 'Llama 3.1',
    models: /^meta\.llama3-1/,
    example: 'meta.llama3-1-70b-instruct-v1:0',
    tools: NOT_STREAMED,
    media: DOCUMENTS,
    output: cell(8192, seen.LLAMA_LENGTH),
  },
  {
    ...LLAMA,
    generation: 'Llama 3.2, small',
    models: /^meta\.llama3-2-[13]b/,
    example: 'meta.llama3-2-3b-instruct-v1:0',
    tools: cell('none', seen.FEATURES),
    media: cell(['document'], seen.FEATURES),
    output: cell(8192, seen.LLAMA_LENGTH),
  },
  {
    ...LLAMA,
    generation: 'Llama 3.2',
    models: /^meta\.llama3-2/,
    example: 'meta.llama3-2-90b-instruct-v1:0',
    tools: cell('not-streamed', seen.FEATURES),
    media: cell(['image', 'document'], seen.FEATURES),
    output: cell(8192, seen.LLAMA_LENGTH),
  },
  {
    ...LLAMA,
    generation: 'Llama 3.3',
    models: /^meta\.llama3-3/,
    example: 'meta.llama3-3-70b-instruct-v1:0',
    tools: NOT_STREAMED,
    media: DOCUMENTS,
  },
  {
    ...LLAMA,
    generation: 'Llama 4',
    models: /^meta\.llama4/,
    example: 'meta.llama4-maverick-17b-instruct-v1:0',
    tools: NOT_STREAMED,
    media: cell(['image', 'document'], seen.PROBE, seen.FEATURES),
  },
  {
    ...COMMON,
    generation: 'Mistral 7B and Mixtral',
    models: /^mistral\.(mistral-7b|mixtral)/,
    example: 'mistral.mixtral-8x7b-instruct-v0:1',
    system: cell(false, seen.NO_SYSTEM, seen.FEATURES),
    tools: NO_TOOLS,
    media: DOCUMENTS,
  },
  {
    ...MISTRAL,
    generation: 'Mistral Large and Small of 2024',
    models: /^mistral\.mistral-(large|small)-240/,
    example: 'mistral.mistral-large-2407-v1:0',
    media: DOCUMENTS,
  },
  {
    ...MISTRAL,
    generation: 'Pixtral Large',
    models: /^mistral\.pixtral/,
    example: 'mistral.pixtral-large-2502-v1:0',
    media: cell(['image', 'document'], seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Mistral Large 3, Ministral 3, Magistral Small',
    models: /^mistral\.(mistral-large-3|ministral|magistral)/,
    example: 'mistral.mistral-large-3-675b-instruct',
    media: cell(['image', 'document'], seen.PROBE),
  },
  {
    ...OPEN,
    generation: 'Devstral 2',
    models: /^mistral\.devstral/,
    example: 'mistral.devstral-2-123b',
    media: DOCUMENTS,
  },
  {
    ...OPEN,
    generation: 'Voxtral',
    models: /^mistral\.voxtral/,
    example: 'mistral.voxtral-small-24b-2507',
    media: cell(['document', 'audio'], seen.PROBE),
  },
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
    ...GPT,
    generation: 'GPT-5 and GPT-6',
    models: /^openai\.gpt/,
    example: 'openai.gpt-6-sol',
    documentsByField: cell(true, seen.GROK_GUIDE),
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
  {
    ...GPT,
    generation: 'Grok 4',
    models: /^xai\./,
    example: 'xai.grok-4.6',
    output: cell(524_288, seen.GROK_GUIDE),
    access: cell('profile', seen.GROK_GUIDE),
  },
  {
    ...COMMON,
    generation: 'Palmyra',
    models: /^writer\.palmyra/,
    example: 'writer.palmyra-x5-v1:0',
    media: cell(['document'], seen.FEATURES),
    toolTurnsAlone: cell('results', seen.PALMYRA_TURNS),
  },
];
