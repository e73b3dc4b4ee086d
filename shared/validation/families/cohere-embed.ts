import { child } from '../../json/pointer.ts';
import { documented, recorded } from '../evidence.ts';
import { closed, guessed, integer, list, oneOf, open, text } from '../schema/build.ts';
import { type Check, type FamilyRules, family } from './family.ts';

const TYPES = ['float', 'int8', 'uint8', 'binary', 'ubinary'];
const PURPOSES = ['search_document', 'search_query', 'classification', 'clustering', 'image'];
const PAGE = 'AWS page "Cohere Embed and Cohere Embed v4 models"';

/**
 * Without `input_type` a body with texts is taken for neither form, and the answer tells what the image
 * form misses. Both reports give it word for word.
 */
const purposeMissing: Check = ({ texts, images, input_type }) =>
  texts === undefined || images !== undefined || input_type !== undefined
    ? []
    : [
        {
          pointer: '',
          key: 'input_type',
          sentence:
            'Malformed input request: #: required key [input_type] not found#: required key [images] not found#/texts: false schema always fails, please reformat your input and try again.',
          why: 'The model must be told what the embedding is for.',
          source: 'JetBrains/koog #1009',
          confirmed: true,
          fixes: [{ kind: 'set', pointer: '/input_type', value: 'search_document' }],
        },
      ];

/** Last seen with the older words, which name the form for texts alone. */
const OLDER_UNTIL = '2024-12';
const EMBED_KEYS = new Set(['texts', 'images', 'input_type', 'embedding_types', 'truncate']);

/** A body with neither texts nor images is held against both forms, and what each of them misses is told. */
const formMissing: Check = (body, { asOf }) => {
  if (body.texts !== undefined || body.images !== undefined || (asOf !== null && asOf < OLDER_UNTIL))
    return [];
  const missing = ['images', 'texts', 'texts', 'texts', 'texts', 'input_type'].filter(
    (key) => body[key] === undefined,
  );
  const extra = Object.keys(body).filter((key) => !EMBED_KEYS.has(key));
  const violations = [
    ...missing.map((key) => `#: required key [${key}] not found`),
    ...extra.map((key) => `#: extraneous key [${key}] is not permitted`),
  ];
  return [
    {
      pointer: '',
      key: 'texts',
      sentence: `Malformed input request: ${violations.join('')}, please reformat your input and try again.`,
      why: 'The model embeds `texts`, or one of `images`.',
      source: 'langchain-ai/langchainjs #8450, vercel/ai #8091, promptfoo/promptfoo #921',
      confirmed: true,
      fixes: [],
    },
    ...extra.map((key) => ({
      pointer: child('', key),
      key,
      sentence: `#: extraneous key [${key}] is not permitted`,
      why: `The model does not know \`${key}\`.`,
      source: 'langchain-ai/langchainjs #8450',
      confirmed: true,
      fixes: [{ kind: 'drop' as const, pointer: child('', key) }],
    })),
  ];
};

const common = {
  input_type: oneOf(PURPOSES, { suggest: 'search_document' }),
  embedding_types: list(oneOf(TYPES)),
};

const texts3 = family({
  id: 'cohere-embed-v3',
  dialect: 'everit',
  source: `promptfoo/promptfoo #921; ${PAGE}`,
  before: [purposeMissing, formMissing],
  schema: closed(
    {
      texts: list(text({ maxLength: 2048, source: 'ScrapeGraphAI/Scrapegraph-ai #400' }), {
        minItems: 1,
        maxItems: 96,
        source: PAGE,
      }),
      ...common,
      truncate: oneOf(['NONE', 'START', 'END']),
    },
    { required: ['texts', 'input_type'] },
  ),
});

const images3 = family({
  id: 'cohere-embed-v3/images',
  dialect: 'everit',
  source: PAGE,
  schema: closed(
    { images: list(text(), { maxItems: 1 }), ...common, truncate: oneOf(['NONE', 'START', 'END']) },
    { required: ['images', 'input_type'] },
  ),
});

/** Cohere Embed English and Multilingual v3: texts, or one image. */
export const cohereEmbed3 = (_base: string, body: unknown): FamilyRules =>
  typeof body === 'object' && body !== null && 'images' in body && !('texts' in body) ? images3 : texts3;

const content = open({
  type: oneOf(['text', 'image_url']),
  text: text(),
  image_url: open({ url: text() }),
});

const V4_ERROR =
  'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-cohere-v4-application-inference-profile-error.json';

const v4 = (id: string, main: 'texts' | 'images' | 'inputs'): FamilyRules =>
  family({
    id: `cohere-embed-v4/${id}`,
    dialect: 'malformed',
    source: [recorded('vercel/ai', V4_ERROR), documented(PAGE)],
    schema: closed(
      {
        texts: list(text(), { minItems: 1, maxItems: 96 }),
        images: guessed(list(text(), { maxItems: 96 })),
        inputs: guessed(list(open({ content: list(content) }), { maxItems: 96 })),
        ...common,
        output_dimension: { type: 'integer', enum: [256, 512, 1024, 1536] },
        max_tokens: guessed(integer({ minimum: 1, maximum: 128_000 })),
        truncate: oneOf(['NONE', 'LEFT', 'RIGHT', 'START', 'END']),
      },
      { required: [main, 'input_type'] },
    ),
  });

const FORMS = { texts: v4('texts', 'texts'), images: v4('images', 'images'), inputs: v4('inputs', 'inputs') };

/** Cohere Embed v4: texts, images, or inputs that mix both. */
export function cohereEmbed4(_base: string, body: unknown): FamilyRules {
  const given = typeof body === 'object' && body !== null ? body : {};
  if ('texts' in given) return FORMS.texts;
  return 'images' in given ? FORMS.images : 'inputs' in given ? FORMS.inputs : FORMS.texts;
}
