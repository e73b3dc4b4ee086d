import { imageSize } from '../../tokens/media.ts';
import { quoted } from '../evidence.ts';
import { closed, flag, integer, list, oneOf, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, family } from './family.ts';

// Reported for v2; AWS states 8,192 tokens and 50,000 characters for both.
const inputText = text({
  minLength: 1,
  maxLength: 50_000,
  source: 'alphagov/govuk-chat #220; AWS page "Amazon Titan Embeddings G1 - Text"',
});

const MOST_TOKENS = 8192;
/** Characters of a token, on the generous side. */
const TOKEN = 5;

/** Only tokens decide, so this is an estimate and warns. */
const inputLength: Check = ({ inputText: given }) => {
  const least = typeof given === 'string' ? Math.floor(given.length / TOKEN) : 0;
  if (least <= MOST_TOKENS) return [];
  return [
    {
      pointer: '/inputText',
      key: 'inputText',
      sentence: `400 Bad Request: Too many input tokens. Max input tokens: ${MOST_TOKENS}, request input token count: ${least} `,
      why: `The text is about ${least} tokens or more by estimate; the model reads ${MOST_TOKENS}.`,
      source: [quoted('aws-samples/amazon-bedrock-workshop', 136, '2023-11-07')],
      confirmed: false,
      fixes: [],
    },
  ];
};

/** Titan Text Embeddings V1 and its precursor: one text, nothing else. */
export const titanEmbedText1: FamilyRules = family({
  id: 'titan-embed-text-v1',
  dialect: 'everit-bare',
  source: 'aws-samples/serverless-pdf-chat #35; AWS page "Amazon Titan Embeddings G1 - Text"',
  schema: closed({ inputText }, { required: ['inputText'] }),
  checks: [inputLength],
});

const SIZES = [256, 512, 1024];

/** The validator says no more than that one of its two schemas is not met. */
const sizes: Check = ({ dimensions }) =>
  typeof dimensions !== 'number' || SIZES.includes(dimensions)
    ? []
    : [
        {
          pointer: '/dimensions',
          key: 'dimensions',
          sentence:
            'Malformed input request: #: only 1 subschema matches out of 2, please reformat your input and try again.',
          why: `The embedding has ${SIZES.join(', ')} dimensions.`,
          source: [
            {
              source: 'public notes on runs with 1536 dimensions',
              url: null,
              date: '2026-06-09',
              grade: 'quoted',
            },
          ],
          confirmed: true,
          fixes: [{ kind: 'set', pointer: '/dimensions', value: 1024 }],
        },
      ];

/** Titan Text Embeddings V2: the size and the kind of the embedding may be chosen. */
export const titanEmbedText2: FamilyRules = family({
  id: 'titan-embed-text-v2',
  dialect: 'everit-bare',
  source: 'alphagov/govuk-chat #220; AWS page "Amazon Titan Embeddings G1 - Text"',
  schema: closed(
    {
      inputText,
      dimensions: integer(),
      normalize: flag(),
      embeddingTypes: list(oneOf(['float', 'binary'])),
    },
    { required: ['inputText'] },
  ),
  checks: [sizes, inputLength],
});

const single: Schema = closed({
  inputText: text({
    minLength: 1,
    maxLength: 50_000,
    unconfirmed: ['maxLength'],
    source: [quoted('opensearch-project/neural-search', 1239, '2025-03')],
  }),
  inputImage: text({ minLength: 1, source: [quoted('opensearch-project/neural-search', 1239, '2025-03')] }),
  embeddingConfig: closed({ outputEmbeddingLength: { type: 'integer', enum: [256, 384, 1024] } }),
});

// That a batch form exists is known from the answers alone, which list what each form misses.
const batch: Schema = closed({ requests: list(single) }, { required: ['requests'] });

/** 2048 by 2048 are documented. */
const MOST_PIXELS = 2048 * 2048;

const pixels: Check = ({ inputImage }) => {
  const { width, height } = imageSize(typeof inputImage === 'string' ? inputImage : '');
  if ((width ?? 0) * (height ?? 0) <= MOST_PIXELS) return [];
  return [
    {
      pointer: '/inputImage',
      key: 'inputImage',
      sentence: '400 Bad Request: Image exceeds max pixels allowed. ',
      why: `The image has ${width} by ${height} pixels; 2048 by 2048 are documented.`,
      source:
        'aws-samples/video-semantic-search-with-aws-ai-ml-services #4; AWS page "Amazon Titan Multimodal Embeddings G1"',
      confirmed: true,
      fixes: [],
    },
  ];
};

/** Titan Multimodal Embeddings G1. A body that fits neither of two forms is told what each misses. */
export const titanEmbedImage: FamilyRules = family({
  id: 'titan-embed-image',
  dialect: 'everit-bare',
  source: 'BerriAI/litellm #30314; AWS page "Amazon Titan Multimodal Embeddings G1"',
  schema: {
    type: 'object',
    anyOf: [single, batch],
    minProperties: 1,
    unconfirmed: ['minProperties'],
  },
  checks: [pixels],
});

/** Titan embeddings by version. */
export function titanEmbedRules(base: string): FamilyRules {
  if (base.includes('-image-')) return titanEmbedImage;
  return base.includes('text-v2') ? titanEmbedText2 : titanEmbedText1;
}
