import { lookUp } from '../../json/look-up.ts';
import { child } from '../../json/pointer.ts';
import { closed, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, type Finding, family } from './family.ts';

const SERVICES_PAGE = 'AWS page "Stability AI Image Services"';
const MODELS_PAGE = 'AWS page "Stability AI models"';

const detail = (words: string): string => JSON.stringify({ detail: words });

const FIELDS: Readonly<Record<string, Schema>> = {
  image: text(),
  prompt: text({ maxLength: 10_000 }),
  negative_prompt: text({ maxLength: 10_000 }),
  seed: integer({ minimum: 0, maximum: 4_294_967_295 }),
  output_format: oneOf(['png', 'jpeg', 'webp']),
  style_preset: oneOf([
    '3d-model',
    'analog-film',
    'anime',
    'cinematic',
    'comic-book',
    'digital-art',
    'enhance',
    'fantasy-art',
    'isometric',
    'line-art',
    'low-poly',
    'modeling-compound',
    'neon-punk',
    'origami',
    'photographic',
    'pixel-art',
    'tile-texture',
  ]),
  aspect_ratio: oneOf(['16:9', '1:1', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21']),
  mode: oneOf(['text-to-image', 'image-to-image']),
  strength: number({ minimum: 0, maximum: 1 }),
  control_strength: number({ minimum: 0, maximum: 1 }),
  creativity: number({ minimum: 0, maximum: 1 }),
  fidelity: number({ minimum: 0, maximum: 1 }),
  grow_mask: integer({ minimum: 0, maximum: 20 }),
  mask: text(),
  search_prompt: text(),
  select_prompt: text(),
  left: integer({ minimum: 0, maximum: 2000 }),
  right: integer({ minimum: 0, maximum: 2000 }),
  up: integer({ minimum: 0, maximum: 2000 }),
  down: integer({ minimum: 0, maximum: 2000 }),
  init_image: text(),
  style_image: text(),
  composition_fidelity: number({ minimum: 0, maximum: 1 }),
  style_strength: number({ minimum: 0, maximum: 1 }),
  change_strength: number({ minimum: 0.1, maximum: 1 }),
};

const LAST = ['negative_prompt', 'seed', 'output_format', 'style_preset'];

// Model name behind `stability.`, the service's own name for it, the fields in its order, and those it must have.
const SERVICES: readonly (readonly [RegExp, string, readonly string[], readonly string[]])[] = [
  [/control-sketch/, 'control-sketch', ['image', 'prompt', 'control_strength', ...LAST], ['image', 'prompt']],
  [
    /control-structure/,
    'control-structure',
    ['image', 'prompt', 'control_strength', ...LAST],
    ['image', 'prompt'],
  ],
  [
    /style-guide/,
    'style-guide',
    ['image', 'prompt', 'aspect_ratio', 'fidelity', ...LAST],
    ['image', 'prompt'],
  ],
  [
    /style-transfer/,
    'style-transfer',
    [
      'init_image',
      'style_image',
      'prompt',
      'composition_fidelity',
      'style_strength',
      'change_strength',
      'negative_prompt',
      'seed',
      'output_format',
    ],
    ['init_image', 'style_image'],
  ],
  [/inpaint/, 'inpaint', ['image', 'prompt', 'mask', 'grow_mask', ...LAST], ['image', 'prompt']],
  [
    /outpaint/,
    'outpaint',
    ['image', 'left', 'right', 'up', 'down', 'prompt', 'creativity', ...LAST],
    ['image'],
  ],
  [/erase-object/, 'erase', ['image', 'mask', 'grow_mask', 'seed', 'output_format'], ['image']],
  [
    /search-replace/,
    'search-and-replace',
    ['image', 'prompt', 'search_prompt', 'grow_mask', ...LAST],
    ['image', 'prompt', 'search_prompt'],
  ],
  [
    /search-recolor/,
    'search-and-recolor',
    ['image', 'prompt', 'select_prompt', 'grow_mask', ...LAST],
    ['image', 'prompt', 'select_prompt'],
  ],
  [/remove-background/, 'remove-background', ['image', 'output_format'], ['image']],
  [/creative-upscale/, 'creative-upscale', ['image', 'prompt', 'creativity', ...LAST], ['image', 'prompt']],
  [
    /conservative-upscale/,
    'conservative-upscale',
    ['image', 'prompt', 'creativity', 'negative_prompt', 'seed', 'output_format'],
    ['image', 'prompt'],
  ],
  [/fast-upscale/, 'fast-upscale', ['image', 'output_format'], ['image']],
];

const unknownField = (key: string, sentence: string, source: string, confirmed: boolean): Finding => ({
  pointer: child('', key),
  key,
  sentence,
  why: 'The service names the fields it takes and refuses any other.',
  source,
  confirmed,
  fixes: [{ kind: 'drop', pointer: child('', key) }],
});

// A service looks at the names of the fields before anything else.
const serviceFields =
  (service: string, fields: readonly string[]): Check =>
  (body) =>
    Object.keys(body)
      .filter((key) => !fields.includes(key))
      .map((key) =>
        unknownField(
          key,
          detail(
            `Invalid field '${key}' in request. Available fields for ${service} are: ${fields.join(', ')}`,
          ),
          `aws-samples/amazon-bedrock-client-for-mac #121; ${SERVICES_PAGE}`,
          true,
        ),
      );

const schemaOf = (
  fields: readonly string[],
  required: readonly string[],
  extra: Partial<Schema> = {},
): Schema =>
  guessed(
    closed(Object.fromEntries(fields.map((field) => [field, guessed(lookUp(FIELDS, field) ?? {})])), {
      required,
      ...extra,
    }),
  );

const services = SERVICES.map(([pattern, name, fields, required]): readonly [RegExp, FamilyRules] => [
  pattern,
  family({
    id: `stability/${name}`,
    dialect: 'everit',
    source: SERVICES_PAGE,
    schema: schemaOf(fields, required),
    before: [serviceFields(name, fields)],
  }),
]);

// As reported for Ultra in November 2024: the names as Python prints a list.
const IMAGE_FIELDS = [
  'prompt',
  'negative_prompt',
  'mode',
  'strength',
  'seed',
  'output_format',
  'image',
  'aspect_ratio',
];

const modelFields: Check = (body) => {
  if (body.prompt === undefined) return [];
  const names = IMAGE_FIELDS.map((field) => `'${field}'`).join(', ');
  return Object.keys(body)
    .filter((key) => !IMAGE_FIELDS.includes(key))
    .map((key) =>
      unknownField(
        key,
        detail(`Invalid field in request. Available fields: [${names}]`),
        `BerriAI/litellm #6826; ${MODELS_PAGE}`,
        true,
      ),
    );
};

const generation = family({
  id: 'stability/image',
  dialect: 'everit',
  source: `BerriAI/litellm #6722, #6826; ${MODELS_PAGE}`,
  schema: {
    ...open(Object.fromEntries(IMAGE_FIELDS.map((field) => [field, guessed(lookUp(FIELDS, field) ?? {})]))),
    required: ['prompt'],
  },
  before: [modelFields],
});

const diffusion = family({
  id: 'stability/sdxl',
  dialect: 'everit',
  source: 'AWS page "Stability.ai Diffusion 1.0 text to image"',
  schema: closed(
    {
      text_prompts: list(open({ text: text(), weight: number() }, { required: ['text'] }), { minItems: 1 }),
      height: integer(),
      width: integer(),
      cfg_scale: guessed(number({ minimum: 0, maximum: 35 })),
      clip_guidance_preset: text(),
      sampler: text(),
      samples: guessed(integer({ minimum: 1, maximum: 1 })),
      seed: guessed(integer({ minimum: 0, maximum: 4_294_967_295 })),
      steps: guessed(integer({ minimum: 10, maximum: 150 })),
      style_preset: text(),
      extras: {},
      init_image: text(),
      init_image_mode: text(),
      image_strength: number(),
      step_schedule_start: number(),
      step_schedule_end: number(),
      mask_source: text(),
      mask_image: text(),
    },
    { required: ['text_prompts'] },
  ),
});

/** Stability AI: the first diffusion model, the image models, and the thirteen image services. */
export function stabilityRules(base: string): FamilyRules {
  if (base.includes('stable-diffusion')) return diffusion;
  return services.find(([pattern]) => pattern.test(base))?.[1] ?? generation;
}
