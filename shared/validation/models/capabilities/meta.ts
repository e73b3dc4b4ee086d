import { type Capabilities, cell, changed } from './capability.ts';
import { COMMON, DOCUMENTS, NO_REASONING_BACK, NOT_STREAMED } from './chat-common.ts';
import { OPTIMIZED } from './claude-evidence.ts';
import * as seen from './other-evidence.ts';

/** "v3 and lower", says public source code of the bound; AWS's page states it for all. */
const UP_TO_3_2 = cell(2048, seen.LLAMA_3_LENGTH, seen.LLAMA_SHORTER, seen.LLAMA_PAGE);
const LATER = cell(8192, seen.LLAMA_PAGE);

const LLAMA = {
  ...COMMON,
  nativeOutput: UP_TO_3_2,
  reasoningBack: NO_REASONING_BACK,
  prefill: cell(false, seen.LLAMA_LAST_TURN, seen.probed('meta.llama3-3-70b-instruct-v1_0')),
  toolChoice: cell(['auto'], seen.NO_TOOL_ANY, seen.CHOICES),
  toolTurnsAlone: cell('calls and results', seen.TURNS_ALONE, seen.CALLS_ALONE),
} satisfies Partial<Capabilities>;

/** Llama, one row a generation. */
export const META: readonly Capabilities[] = [
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
    output: cell(2048, seen.LLAMA_3_LENGTH, seen.FEATURES),
  },
  {
    ...LLAMA,
    access: cell('by region', seen.LLAMA_3_1_REGIONS),
    optimized: cell(['us'], ...OPTIMIZED),
    generation: 'Llama 3.1',
    models: /^meta\.llama3-1/,
    example: 'meta.llama3-1-70b-instruct-v1:0',
    tools: NOT_STREAMED,
    media: DOCUMENTS,
    output: changed(
      cell(8192, seen.LLAMA_LENGTH),
      '2025-11-30',
      cell(2048, seen.LLAMA_SHORTER),
      '2024-08-18',
    ),
  },
  {
    ...LLAMA,
    generation: 'Llama 3.2, small',
    models: /^meta\.llama3-2-[13]b/,
    example: 'meta.llama3-2-3b-instruct-v1:0',
    tools: cell('none', seen.FEATURES, seen.LLAMA_SMALL_TOOLS),
    media: cell(['document'], seen.FEATURES),
    access: cell('by region', seen.LLAMA_SOME_REGIONS),
    output: cell(8192, seen.LLAMA_LENGTH),
  },
  {
    ...LLAMA,
    access: cell('profile', seen.LLAMA_3_2_PROFILE),
    imagesAsSaid: cell(true, seen.LLAMA_IMAGES),
    images: cell(1, seen.LLAMA_ONE_IMAGE),
    generation: 'Llama 3.2',
    models: /^meta\.llama3-2/,
    example: 'meta.llama3-2-90b-instruct-v1:0',
    tools: cell('not-streamed', seen.FEATURES),
    media: cell(['image', 'document'], seen.FEATURES),
    output: cell(8192, seen.LLAMA_LENGTH),
  },
  {
    ...LLAMA,
    nativeOutput: LATER,
    generation: 'Llama 3.3',
    models: /^meta\.llama3-3/,
    example: 'meta.llama3-3-70b-instruct-v1:0',
    access: cell('by region', seen.LLAMA_SOME_REGIONS),
    tools: NOT_STREAMED,
    media: DOCUMENTS,
  },
  {
    ...LLAMA,
    imagesAsSaid: cell(true, seen.LLAMA_IMAGES),
    access: cell('profile', seen.LLAMA_4_PROFILE),
    nativeOutput: LATER,
    generation: 'Llama 4',
    models: /^meta\.llama4/,
    example: 'meta.llama4-maverick-17b-instruct-v1:0',
    tools: NOT_STREAMED,
    media: cell(['image', 'document'], seen.PROBE, seen.FEATURES),
  },
];
