import { type Rule, rule } from '../../ledger/rule.ts';

const define = (
  id: string,
  fate: Rule['fate'],
  text: string,
  source: string,
  stage: Rule['stage'] = 'build',
): Rule => rule({ id: `${stage}.embeddings.${id}`, stage, fate, text, source });

const SOURCE = 'LiteLLM BedrockEmbedding.embeddings';

export const INPUT = define('input', 'renamed', 'The text to embed.', SOURCE);
export const IMAGE = define('image', 'mapped', 'A data URL: the image behind its comma is sent.', SOURCE);
export const MEDIA = define('media', 'mapped', 'The medium to embed, in the form of this model.', SOURCE);
export const FIXED = define('fixed', 'added', 'This body form always names it.', SOURCE);
export const DEFAULT = define('default', 'added', 'LiteLLM’s default where the call names none.', SOURCE);
export const FURTHER = define(
  'further',
  'moved',
  'Sent in a request of its own: this model embeds one text a request.',
  SOURCE,
);
export const WITHOUT = define(
  'without',
  'dropped',
  'This body form has no place for it: nothing but the text is sent.',
  SOURCE,
);
export const NOT_TAKEN = define(
  'not-taken',
  'dropped',
  'Cohere’s body form has no place for it: it is not sent and no error says so.',
  'LiteLLM BedrockCohereEmbeddingConfig',
);
export const TO_DIMENSION = define('dimension', 'renamed', 'The length of the vector.', SOURCE, 'map');
export const TO_TYPES = define(
  'types',
  'mapped',
  'The encoding is asked for as a type of embedding.',
  SOURCE,
  'map',
);
export const TO_OPTION = define(
  'option',
  'mapped',
  'Marengo knows no encoding: “float” becomes the option for visual embeddings.',
  'LiteLLM TwelveLabsMarengoEmbeddingConfig',
  'map',
);
export const UNSENT_ENCODING = define(
  'encoding',
  'dropped',
  'Taken as supported, but this model’s form has no place for it.',
  'LiteLLM TwelveLabsMarengoEmbeddingConfig',
  'map',
);
export const TO_OUTPUT = define(
  's3',
  'moved',
  'Where Bedrock puts the answer of an asynchronous invocation.',
  'LiteLLM _wrap_async_invoke_request',
);
export const USED = define('used', 'consumed', 'Decides which form the body takes.', SOURCE);
export const EMPTY_EXTRA = define('extra-body', 'consumed', 'An empty extra_body counts as not set.', SOURCE);
