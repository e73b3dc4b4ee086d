import { isObject, type JsonObject } from '../../json/json.ts';
import { closed, flag, guessed, integer, list, number, oneOf, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, family } from './family.ts';
import { taskOrMessages } from './nova-tasks.ts';

interface Limits {
  /** Pairs of width and height, where not every one is made. */
  readonly pairs?: ReadonlySet<string>;
  readonly page: string;
  /** Least and most pixels of a side. */
  readonly sizes: readonly [least: number, most: number];
  readonly before?: readonly Check[];
}

const prompt = (most: number): Schema => text({ minLength: 1, maxLength: most });
const STYLES = [
  '3D_ANIMATED_FAMILY_FILM',
  'DESIGN_SKETCH',
  'FLAT_VECTOR_ILLUSTRATION',
  'GRAPHIC_NOVEL_ILLUSTRATION',
  'MAXIMALISM',
  'MIDCENTURY_RETRO',
  'PHOTOREALISM',
  'SOFT_DIGITAL_PAINTING',
];

/** The object that each task brings, its key, and what it must hold. */
function tasks(most: number, styles: boolean): Readonly<Record<string, readonly [string, Schema]>> {
  const words = { text: prompt(most), negativeText: prompt(most) };
  const style: Readonly<Record<string, Schema>> = styles ? { style: guessed(oneOf(STYLES)) } : {};
  const mask = { maskPrompt: text(), maskImage: text() };
  return {
    TEXT_IMAGE: [
      'textToImageParams',
      closed(
        {
          ...words,
          ...style,
          conditionImage: text(),
          controlMode: oneOf(['CANNY_EDGE', 'SEGMENTATION']),
          controlStrength: number({ minimum: 0, maximum: 1 }),
        },
        { required: ['text'] },
      ),
    ],
    IMAGE_VARIATION: [
      'imageVariationParams',
      closed(
        {
          ...words,
          images: list(text(), { minItems: 1, maxItems: 5 }),
          similarityStrength: number({ minimum: 0.2, maximum: 1 }),
        },
        { required: ['images'] },
      ),
    ],
    COLOR_GUIDED_GENERATION: [
      'colorGuidedGenerationParams',
      closed(
        { ...words, colors: list(text(), { minItems: 1, maxItems: 10 }), referenceImage: text() },
        { required: ['text', 'colors'] },
      ),
    ],
    INPAINTING: [
      'inPaintingParams',
      closed({ ...words, image: text(), ...mask, returnMask: flag() }, { required: ['image'] }),
    ],
    OUTPAINTING: [
      'outPaintingParams',
      closed(
        {
          ...words,
          image: text(),
          ...mask,
          outPaintingMode: oneOf(['DEFAULT', 'PRECISE']),
          returnMask: flag(),
        },
        { required: ['image'] },
      ),
    ],
    BACKGROUND_REMOVAL: ['backgroundRemovalParams', closed({ image: text() }, { required: ['image'] })],
  };
}

const tryOn: readonly [string, Schema] = [
  'virtualTryOnParams',
  guessed(
    closed(
      {
        sourceImage: text(),
        referenceImage: text(),
        maskType: oneOf(['IMAGE', 'GARMENT', 'PROMPT']),
        imageBasedMask: {},
        garmentBasedMask: {},
        promptBasedMask: {},
        maskExclusions: {},
        mergeStyle: oneOf(['BALANCED', 'SEAMLESS', 'DETAILED']),
        returnMask: flag(),
      },
      { required: ['sourceImage', 'referenceImage', 'maskType'] },
    ),
  ),
];

const LARGEST_SEED = 2_147_483_646;

const config = ({ sizes: [least, most] }: Limits): Schema =>
  closed({
    width: integer({ minimum: least, maximum: most }),
    height: integer({ minimum: least, maximum: most }),
    quality: oneOf(['standard', 'premium']),
    cfgScale: number({ minimum: 1.1, maximum: 10 }),
    seed: integer({ minimum: 0, maximum: LARGEST_SEED }),
    numberOfImages: integer({ minimum: 1, maximum: 5 }),
  });

const sizeAmong =
  ({ pairs }: Limits): Check =>
  ({ imageGenerationConfig: given }) => {
    const { width = 1024, height = 1024 } = isObject(given ?? null) ? (given as JsonObject) : {};
    if (!pairs || typeof width !== 'number' || typeof height !== 'number' || pairs.has(`${width}x${height}`))
      return [];
    return [
      {
        pointer: '/imageGenerationConfig',
        key: 'width',
        sentence: `400 Bad Request: Value of (width, height) is not valid. Given: (${width}, ${height}).`,
        why: 'The model makes images of the sizes that its page lists.',
        source: [
          { source: 'public notes on a run with 1280 by 720', url: null, date: '2025-10', grade: 'quoted' },
        ],
        confirmed: true,
        fixes: [
          { kind: 'drop', pointer: '/imageGenerationConfig/width' },
          { kind: 'drop', pointer: '/imageGenerationConfig/height' },
        ],
      },
    ];
  };

function images(id: string, limits: Limits, all: Readonly<Record<string, readonly [string, Schema]>>) {
  const of = (name: string, key: string | null, schema: Schema): FamilyRules =>
    family({
      id: `${id}/${name}`,
      dialect: 'everit',
      before: limits.before ?? [],
      source: `amazon-bedrock-client-for-mac #59; AWS page "${limits.page}"`,
      schema: closed(
        {
          taskType: oneOf(Object.keys(all)),
          ...(key === null ? {} : { [key]: schema }),
          imageGenerationConfig: config(limits),
        },
        {
          required: key === null ? ['taskType'] : ['taskType', key],
          unconfirmed: key === null ? ['additionalProperties'] : [],
        },
      ),
      checks: [sizeAmong(limits)],
    });
  const byTask = new Map(Object.entries(all).map(([name, [key, schema]]) => [name, of(name, key, schema)]));
  const any = of('any', null, {});
  return (_base: string, body: unknown): FamilyRules => {
    const given = typeof body === 'object' && body !== null && 'taskType' in body ? body.taskType : undefined;
    return byTask.get(String(given)) ?? any;
  };
}

/** As the page lists them, width before height. */
const TITAN_SIZES: ReadonlySet<string> = new Set(
  '1024x1024 768x768 512x512 768x1152 384x576 1152x768 576x384 768x1280 384x640 1280x768 640x384 896x1152 448x576 1152x896 576x448 768x1408 384x704 1408x768 704x384 640x1408 320x704 1408x640 704x320 1152x640 1173x640'.split(
    ' ',
  ),
);

/** Amazon Titan Image Generator G1, v1 and v2. What each task wants stands in an object of its own. */
export const titanImage = images(
  'titan-image',
  {
    page: 'Amazon Titan Image Generator G1 models',
    sizes: [256, 1408],
    pairs: TITAN_SIZES,
  },
  tasks(512, false),
);

/** Amazon Nova Canvas. */
export const novaCanvas = images(
  'nova-canvas',
  {
    page: 'Request and response structure for image generation',
    sizes: [320, 4096],
    before: [taskOrMessages],
  },
  { ...tasks(1024, true), VIRTUAL_TRY_ON: tryOn },
);
