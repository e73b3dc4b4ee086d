import { type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { picture } from '../answer/picture.ts';
import { numberOf, objectsOf, PLAIN_ASK, textOf } from '../answer/read.ts';
import type { Family } from './family.ts';

/** Pictures the simulator makes have at most this many pixels a side, whatever is asked for. */
const MOST_PIXELS = 4096;

const side = (asked: number | null, fallback: number): number =>
  Math.max(1, Math.min(MOST_PIXELS, Math.round(asked ?? fallback)));

const drawn = (width: number | null, height: number | null, seed: number): string =>
  picture(side(width, 1024), side(height, 1024), seed).toString('base64');

const wordsOf = (body: JsonObject): string =>
  Object.values(body)
    .map((value) => textOf(objectOf(value).text))
    .join(' ');

/** Amazon Titan Image Generator and Nova Canvas. */
export const amazonImages: Family = {
  id: 'amazon-images',
  models: /^amazon\.(titan-image|nova-canvas)/,
  form: 'taskType',
  silent: true,
  read: (body) => ({ ...PLAIN_ASK, prompt: wordsOf(body) }),
  whole: (_answer, { body }) => {
    const { width, height, numberOfImages, seed } = objectOf(body.imageGenerationConfig);
    const count = Math.max(1, Math.min(5, numberOf(numberOfImages) ?? 1));
    const images = Array.from({ length: count }, (_image, i) =>
      drawn(numberOf(width), numberOf(height), (numberOf(seed) ?? 0) + i),
    );
    return { images, error: null };
  },
  chunks: () => [],
};

/** Stability's first model, text prompts with weights. */
export const stableDiffusion: Family = {
  id: 'stable-diffusion',
  models: /^stability\.stable-diffusion/,
  form: 'text_prompts',
  silent: true,
  read: (body) => ({
    ...PLAIN_ASK,
    prompt: objectsOf(body.text_prompts)
      .map(({ text }) => textOf(text))
      .join(' '),
  }),
  whole: (_answer, { body }) => {
    const seed = numberOf(body.seed) ?? 0;
    const base64 = drawn(numberOf(body.width), numberOf(body.height), seed);
    return { result: 'success', artifacts: [{ seed, base64, finishReason: 'SUCCESS' }] };
  },
  chunks: () => [],
};

/** Stability's image models and image services. */
export const stability: Family = {
  id: 'stability',
  models: /^stability\.(stable-(?!diffusion)|sd3)/,
  form: 'output_format',
  silent: true,
  read: (body) => ({ ...PLAIN_ASK, prompt: textOf(body.prompt) }),
  whole: (_answer, { body, created }) => {
    const seed = numberOf(body.seed) || created;
    return { seeds: [seed], finish_reasons: [null], images: [drawn(null, null, seed)] };
  },
  chunks: () => [],
};
