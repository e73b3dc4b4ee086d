import { closed, integer, oneOf, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, family } from './family.ts';
import { embeddedAsDetected } from './nova-media.ts';
import { taskOrMessages } from './nova-tasks.ts';

const PAGE = 'AWS page "Complete embeddings request and response schema"';

const source = closed({
  bytes: text(),
  s3Location: closed({ uri: text(), bucketOwner: text() }, { required: ['uri'] }),
});
const segmented = (of: Schema, key: string, most: number): Schema => ({
  ...of,
  properties: {
    ...of.properties,
    segmentationConfig: closed({ [key]: integer({ minimum: 1, maximum: most }) }),
  },
});

const inText = closed({
  truncationMode: oneOf(['START', 'END', 'NONE']),
  value: text({ minLength: 1, maxLength: 8192 }),
  source,
});
const inImage = closed({
  detailLevel: oneOf(['STANDARD_IMAGE', 'DOCUMENT_IMAGE']),
  format: oneOf(['png', 'jpeg', 'gif', 'webp']),
  source,
});
const inAudio = closed({ format: oneOf(['mp3', 'wav', 'ogg']), source });
const inVideo = closed({
  format: oneOf(['mp4', 'mov', 'mkv', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', '3gp']),
  embeddingMode: oneOf(['AUDIO_VIDEO_COMBINED', 'AUDIO_VIDEO_SEPARATE']),
  source,
});

const params = (parts: Readonly<Record<string, Schema>>): Schema =>
  closed(
    {
      embeddingPurpose: oneOf([
        'GENERIC_INDEX',
        'GENERIC_RETRIEVAL',
        'TEXT_RETRIEVAL',
        'IMAGE_RETRIEVAL',
        'VIDEO_RETRIEVAL',
        'DOCUMENT_RETRIEVAL',
        'AUDIO_RETRIEVAL',
        'CLASSIFICATION',
        'CLUSTERING',
      ]),
      embeddingDimension: { type: 'integer', enum: [256, 384, 1024, 3072] },
      ...parts,
    },
    { required: ['embeddingPurpose'], unconfirmed: ['additionalProperties'] },
  );

const schemaVersion = oneOf(['nova-multimodal-embed-v1']);

const task = (
  id: string,
  taskType: string,
  key: string,
  parts: Readonly<Record<string, Schema>>,
  before: readonly Check[] = [],
): FamilyRules =>
  family({
    id: `nova-embed/${id}`,
    before,
    dialect: 'everit',
    source: PAGE,
    checks: [embeddedAsDetected],
    schema: closed(
      { schemaVersion, taskType: oneOf([taskType]), [key]: params(parts) },
      { required: ['taskType', key] },
    ),
  });

/** Nova Multimodal Embeddings at once. */
export const novaEmbed: FamilyRules = task(
  'single',
  'SINGLE_EMBEDDING',
  'singleEmbeddingParams',
  { text: inText, image: inImage, audio: inAudio, video: inVideo },
  [taskOrMessages],
);

/** The same for StartAsyncInvoke, which cuts long media into segments. */
export const novaEmbedAsync: FamilyRules = task(
  'segmented',
  'SEGMENTED_EMBEDDING',
  'segmentedEmbeddingParams',
  {
    text: segmented(
      { ...inText, properties: { ...inText.properties, value: text() } },
      'maxLengthChars',
      50_000,
    ),
    image: inImage,
    audio: segmented(inAudio, 'durationSeconds', 30),
    video: segmented(inVideo, 'durationSeconds', 30),
  },
);
