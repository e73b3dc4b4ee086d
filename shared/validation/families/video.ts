import { lookUp } from '../../json/look-up.ts';
import { closed, flag, guessed, integer, list, oneOf, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, family } from './family.ts';

const REEL_PAGE = 'AWS page "Text and image to video generation"';

// The seconds a video may last, by the task that makes it.
const LENGTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  TEXT_VIDEO: [6, 6],
  MULTI_SHOT_AUTOMATED: [12, 120],
};

const lasting: Check = ({ taskType, videoGenerationConfig }) => {
  const [least, most] = lookUp(LENGTHS, String(taskType)) ?? [6, 120];
  const config = videoGenerationConfig;
  const seconds =
    typeof config === 'object' && config !== null && !Array.isArray(config)
      ? (config as { readonly [key: string]: unknown }).durationSeconds
      : undefined;
  if (typeof seconds !== 'number' || least === most) return [];
  if (Number.isInteger(seconds) && seconds % 6 === 0 && seconds >= least && seconds <= most) return [];
  const pointer = '/videoGenerationConfig/durationSeconds';
  return [
    {
      pointer,
      key: 'durationSeconds',
      sentence: `Malformed input request: #${pointer} must be an integer evenly divisible by 6 and within the range of ${least} through ${most}. Provide a valid duration and try again.`,
      why: 'A video is made of shots of six seconds.',
      source: `boto/boto3 #4523; ${REEL_PAGE}`,
      confirmed: true,
      fixes: [{ kind: 'set', pointer, value: least }],
    },
  ];
};

const image = closed(
  { format: oneOf(['png', 'jpeg']), source: closed({ bytes: text(), s3Location: open({ uri: text() }) }) },
  { required: ['format', 'source'] },
);
const config = closed({
  durationSeconds: integer(),
  fps: { type: 'integer', enum: [24] },
  dimension: oneOf(['1280x720']),
  seed: integer({ minimum: 0, maximum: 2_147_483_646 }),
});

const TASKS: Readonly<Record<string, readonly [string, Schema]>> = {
  TEXT_VIDEO: [
    'textToVideoParams',
    closed(
      { text: text({ minLength: 1, maxLength: 512 }), images: list(image, { maxItems: 1 }) },
      { required: ['text'] },
    ),
  ],
  MULTI_SHOT_AUTOMATED: [
    'multiShotAutomatedParams',
    closed({ text: text({ minLength: 1, maxLength: 4000 }) }, { required: ['text'] }),
  ],
  MULTI_SHOT_MANUAL: [
    'multiShotManualParams',
    closed(
      { shots: list(closed({ text: text({ maxLength: 512 }), image }), { minItems: 2, maxItems: 20 }) },
      { required: ['shots'] },
    ),
  ],
};

function reel(name: string, key: string | null, schema: Schema): FamilyRules {
  return family({
    id: `nova-reel/${name}`,
    dialect: 'everit-listed',
    source: `aws-samples/amazon-bedrock-workshop #370; ${REEL_PAGE}`,
    schema: closed(
      {
        taskType: oneOf(Object.keys(TASKS)),
        ...(key === null ? {} : { [key]: schema }),
        videoGenerationConfig: config,
      },
      {
        required: key === null ? ['taskType'] : ['taskType', key],
        unconfirmed: key === null ? ['additionalProperties'] : [],
      },
    ),
    checks: [lasting],
  });
}

const byTask = new Map(Object.entries(TASKS).map(([name, [key, schema]]) => [name, reel(name, key, schema)]));
const anyTask = reel('any', null, {});

/** The input of Amazon Nova Reel, which makes videos for StartAsyncInvoke alone. */
export function novaReel(_base: string, body: unknown): FamilyRules {
  const given = typeof body === 'object' && body !== null && 'taskType' in body ? body.taskType : undefined;
  return byTask.get(String(given)) ?? anyTask;
}

const frame = open({
  type: oneOf(['image']),
  source: open({ type: text(), media_type: text(), data: text() }),
});

/** The input of Luma Ray 2. How it refuses is not on record. */
export const lumaRay: FamilyRules = family({
  id: 'luma-ray',
  dialect: 'everit-listed',
  source: 'AWS page "Luma AI models"',
  schema: closed(
    {
      prompt: guessed(text({ minLength: 1, maxLength: 5000 })),
      aspect_ratio: oneOf(['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21']),
      loop: flag(),
      duration: oneOf(['5s', '9s']),
      resolution: oneOf(['540p', '720p']),
      keyframes: closed({ frame0: frame, frame1: frame }),
    },
    { required: ['prompt'], unconfirmed: ['additionalProperties'] },
  ),
});
