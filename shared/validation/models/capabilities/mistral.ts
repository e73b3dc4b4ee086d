import { type Capabilities, cell } from './capability.ts';
import {
  COMMON,
  DOCUMENTS,
  NO_REASONING_BACK,
  NO_TOOLS,
  NOT_STREAMED,
  OPEN,
  onlyMedia,
  USER_LAST,
} from './chat-common.ts';
import * as seen from './other-evidence.ts';

const MISTRAL = {
  ...COMMON,
  reasoningBack: NO_REASONING_BACK,
  prefill: USER_LAST,
  tools: NOT_STREAMED,
  toolChoice: cell(['auto', 'any'], seen.NO_TOOL_CHOSEN, seen.CHOICES),
  toolTurnsAlone: cell('calls and results', seen.TURNS_ALONE, seen.CALLS_ALONE),
  mediaInResults: cell(['document'], ...seen.RESULT_IMAGES),
} satisfies Partial<Capabilities>;

const TEMPLATES = [
  seen.probed('mistral.magistral-small-2509'),
  seen.probed('mistral.mistral-large-3-675b-instruct'),
  seen.probed('mistral.voxtral-mini-3b-2507'),
] as const;

/** What the prompt template of the open models holds a conversation to. */
const TEMPLATE = {
  continues: cell(false, ...TEMPLATES),
  nineCharacterIds: cell('exactly', ...TEMPLATES, seen.MISTRAL_IDS),
} satisfies Partial<Capabilities>;

/** Mistral’s models, one row a generation. */
export const MISTRAL_AI: readonly Capabilities[] = [
  {
    ...COMMON,
    generation: 'Mistral 7B and Mixtral',
    models: /^mistral\.(mistral-7b|mixtral)/,
    example: 'mistral.mixtral-8x7b-instruct-v0:1',
    system: cell(false, seen.NO_SYSTEM, seen.FEATURES),
    tools: NO_TOOLS,
    media: DOCUMENTS,
    prefill: cell(false, seen.probed('mistral.mistral-7b-instruct-v0_2')),
  },
  {
    ...MISTRAL,
    generation: 'Mistral Large of 2024',
    models: /^mistral\.mistral-large-240/,
    example: 'mistral.mistral-large-2407-v1:0',
    media: DOCUMENTS,
  },
  {
    ...MISTRAL,
    generation: 'Mistral Small of 2024',
    models: /^mistral\.mistral-small-240/,
    example: 'mistral.mistral-small-2402-v1:0',
    media: cell([], seen.probed('mistral.mistral-small-2402-v1_0')),
  },
  {
    ...MISTRAL,
    generation: 'Pixtral Large',
    models: /^mistral\.pixtral/,
    example: 'mistral.pixtral-large-2502-v1:0',
    media: cell(['image', 'document'], seen.PROBE),
    nineCharacterIds: cell('at least', seen.PIXTRAL_IDS),
  },
  {
    ...OPEN,
    ...TEMPLATE,
    generation: 'Mistral Large 3, Ministral 3',
    models: /^mistral\.(mistral-large-3|ministral)/,
    example: 'mistral.mistral-large-3-675b-instruct',
    media: onlyMedia('image'),
    reasoningBack: NO_REASONING_BACK,
  },
  {
    ...OPEN,
    ...TEMPLATE,
    generation: 'Magistral Small',
    models: /^mistral\.magistral/,
    example: 'mistral.magistral-small-2509',
    media: onlyMedia('image'),
  },
  {
    ...OPEN,
    ...TEMPLATE,
    generation: 'Devstral 2',
    models: /^mistral\.devstral/,
    example: 'mistral.devstral-2-123b',
  },
  {
    ...OPEN,
    ...TEMPLATE,
    generation: 'Voxtral',
    models: /^mistral\.voxtral/,
    example: 'mistral.voxtral-small-24b-2507',
    media: onlyMedia('audio'),
    reasoningBack: NO_REASONING_BACK,
  },
];
