import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { child } from '../../../json/pointer.ts';
import { crash } from '../../call/failures.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import { strip } from '../../python/space.ts';
import { isTruthy } from '../../python/truth.ts';
import type { EntryContext } from '../context.ts';
import { Part } from '../part.ts';
import { COUNT, FIXED, INTO_CONFIG, NEGATIVE, NO_QUALITY, PROMPT, QUALITY, SIZE, UNSENT } from './rules.ts';

type Asked = ReadonlyMap<string, Json>;
type Left = ReadonlyMap<string, Param>;

/** How one family of image models is called. */
export interface ImageFamily {
  readonly supported: readonly string[];
  readonly map: (asked: Asked, context: EntryContext) => Left;
  readonly body: (
    prompt: { readonly value: Json; readonly from: string },
    left: Left,
    context: EntryContext,
  ) => Part;
  /** True where names of a guardrail are still there when headers are made. */
  readonly leavesGuardrail: boolean;
}

const WHOLE = /^[+-]?\d+(?:_\d+)*$/;

/** `512x768` as LiteLLM reads it: two whole numbers, or it fails. */
function sides(size: Json): readonly [number, number] {
  const parts = typeof size === 'string' ? size.split('x') : [];
  const [width, height] = parts.map((part) =>
    WHOLE.test(strip(part)) ? Number(strip(part).replaceAll('_', '')) : Number.NaN,
  );
  if (parts.length !== 2 || width === undefined || height === undefined || Number.isNaN(width + height))
    crash(
      `LiteLLM fails to read the size ${JSON.stringify(size)}: it must be written 512x768.`,
      'ValueError',
    );
  return [width, height];
}

function sizeParams(asked: Asked): readonly (readonly [string, Param])[] {
  const size = asked.get('size');
  if (size === undefined) return [];
  const [width, height] = sides(size);
  return [
    ['width', { value: width, from: '/size', rule: SIZE }],
    ['height', { value: height, from: '/size', rule: SIZE }],
  ];
}

/** The first Stable Diffusion, and every model that no other form is known for. Source: `AmazonStabilityConfig`. */
const stability: ImageFamily = {
  supported: ['size'],
  map: (asked) => new Map(sizeParams(asked)),
  leavesGuardrail: true,
  body: ({ value, from }, left, { trace }) => {
    if (typeof value !== 'string') crash('LiteLLM fails: the prompt is no text.', 'APIConnectionError');
    const text = new Part(trace)
      .set('text', value.replaceAll('\n', ' '), from, PROMPT)
      .set('weight', 1, null, FIXED);
    const part = new Part(trace).set('text_prompts', trace.whole([text.object], null, FIXED), null, FIXED);
    for (const [key, param] of left) part.put(key, param);
    return part;
  },
};

/** Stable Diffusion 3 and Stable Image. Source: `AmazonStability3Config`. */
const stability3: ImageFamily = {
  supported: [],
  map: () => new Map(),
  leavesGuardrail: true,
  body: ({ value, from }, left, { trace }) => {
    const part = new Part(trace).set('prompt', value, from, PROMPT);
    for (const [key, param] of left) part.put(key, param);
    return part;
  },
};

const TITAN_QUALITIES: Readonly<Record<string, string>> = {
  hd: 'premium',
  premium: 'premium',
  high: 'premium',
  standard: 'standard',
  medium: 'standard',
  low: 'standard',
};

const quality = (value: Json, words: Readonly<Record<string, string>>): string | undefined =>
  typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined;

/** What stands where LiteLLM unpacks an object. Ends the call (throws `Stop`) where it is none. */
function unpacked(key: string, value: Json): JsonObject {
  if (!isObject(value)) crash(`LiteLLM fails on ${key}: it is no object.`, 'APIConnectionError');
  return value;
}

/** Titan Image Generator. Source: `AmazonTitanImageGenerationConfig`. */
const titan: ImageFamily = {
  supported: ['size', 'n', 'quality'],
  leavesGuardrail: true,
  map: (asked, { trace }) => {
    const config = new Part(trace);
    for (const [key, value] of asked) {
      if (key === 'n') config.set('numberOfImages', value, '/n', COUNT);
      if (key === 'size') for (const [name, param] of sizeParams(asked)) config.put(name, param);
      if (key !== 'quality') continue;
      const word = quality(value, TITAN_QUALITIES);
      if (word === undefined) trace.note('/quality', NO_QUALITY);
      else config.set('quality', word, '/quality', QUALITY);
    }
    const from = [...asked.keys()].map((key) => child('', key));
    return Object.keys(config.object).length === 0
      ? new Map()
      : new Map([['imageGenerationConfig', { value: config.object, from, rule: FIXED }]]);
  },
  body: ({ value, from }, left, { trace }) => {
    const config = left.get('imageGenerationConfig') ?? { value: {}, from: null, rule: FIXED };
    unpacked('imageGenerationConfig', config.value);
    const type = left.get('taskType') ?? { value: 'TEXT_IMAGE', from: null, rule: FIXED };
    const negative = left.get('negativeText');
    const text = new Part(trace).set('text', value, from, PROMPT);
    if (negative && isTruthy(negative.value)) text.put('negativeText', { ...negative, rule: NEGATIVE });
    for (const [key, param] of left) {
      if (!['imageGenerationConfig', 'taskType', 'negativeText'].includes(key))
        noteUnsent(param, UNSENT, trace);
    }
    return new Part(trace)
      .put('taskType', type)
      .set('textToImageParams', text.object, null, FIXED)
      .put('imageGenerationConfig', config);
  },
};

const CANVAS_QUALITIES: Readonly<Record<string, string>> = {
  hd: 'premium',
  premium: 'premium',
  standard: 'standard',
};

/** What each task of Nova Canvas calls its parameters. */
const CANVAS_TASKS: Readonly<Record<string, string>> = {
  TEXT_IMAGE: 'textToImageParams',
  COLOR_GUIDED_GENERATION: 'colorGuidedGenerationParams',
  INPAINTING: 'inpaintingParams',
};

/** In which order LiteLLM writes the members of each task's body. */
const CANVAS_ORDER: Readonly<Record<string, readonly string[]>> = {
  TEXT_IMAGE: ['textToImageParams', 'taskType', 'imageGenerationConfig'],
  COLOR_GUIDED_GENERATION: ['taskType', 'colorGuidedGenerationParams', 'imageGenerationConfig'],
  INPAINTING: ['taskType', 'inpaintingParams', 'imageGenerationConfig'],
};

/** Nova Canvas. Source: `AmazonNovaCanvasConfig`. */
const canvas: ImageFamily = {
  supported: ['n', 'size', 'quality'],
  leavesGuardrail: true,
  map: (asked, { trace }) => {
    const left = new Map<string, Param>(sizeParams(asked));
    const n = asked.get('n');
    if (n !== undefined) left.set('numberOfImages', { value: n, from: '/n', rule: COUNT });
    const wanted = asked.get('quality');
    if (wanted === undefined) return left;
    const word = quality(wanted, CANVAS_QUALITIES);
    if (word === undefined) trace.note('/quality', NO_QUALITY);
    else left.set('quality', { value: word, from: '/quality', rule: QUALITY });
    return left;
  },
  body: ({ value, from }, left, { trace }) => {
    const type = left.get('taskType') ?? { value: 'TEXT_IMAGE', from: null, rule: FIXED };
    const name = typeof type.value === 'string' ? lookUp(CANVAS_TASKS, type.value) : undefined;
    if (name === undefined)
      crash(`LiteLLM knows no task ${JSON.stringify(type.value)} of Nova Canvas.`, 'NotImplementedError');
    const given = left.get('imageGenerationConfig');
    const config = new Part(trace);
    const unpack = (part: Part, at: string, param: Param | undefined): void => {
      if (!param) return;
      const pointer = typeof param.from === 'string' ? param.from : null;
      for (const [key, member] of Object.entries(unpacked(at, param.value))) {
        if (part !== config || key !== name)
          part.set(key, member, pointer === null ? null : child(pointer, key), param.rule);
      }
    };
    unpack(config, 'imageGenerationConfig', given);
    const task = new Part(trace).set('text', value, from, PROMPT);
    unpack(task, name, left.get(name) ?? paramOf(given, name));
    for (const [key, param] of left) {
      if (['taskType', 'imageGenerationConfig', 'model_id', name].includes(key)) continue;
      config.put(key, { ...param, rule: param.rule.fate === 'kept' ? INTO_CONFIG : param.rule });
    }
    const parts: Readonly<Record<string, Param>> = {
      taskType: type,
      [name]: { value: task.object, from: null, rule: FIXED },
      imageGenerationConfig: { value: config.object, from: null, rule: FIXED },
    };
    const part = new Part(trace);
    for (const key of lookUp(CANVAS_ORDER, String(type.value)) ?? []) {
      const param = parts[key];
      if (param) part.put(key, param);
    }
    return part;
  },
};

function paramOf(given: Param | undefined, name: string): Param | undefined {
  const config: JsonObject | null = given && isObject(given.value) ? given.value : null;
  const value = config?.[name];
  return value === undefined || typeof given?.from !== 'string'
    ? undefined
    : { value, from: child(given.from, name), rule: given.rule };
}

/** How the images of a model string are asked for. */
export function imageFamilyOf(model: string): ImageFamily {
  if (model.includes('amazon.titan')) return titan;
  if (model.includes('amazon.nova-canvas')) return canvas;
  return /sd3|stable-image/.test(model) ? stability3 : stability;
}
