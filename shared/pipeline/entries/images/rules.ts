import { type Rule, rule } from '../../ledger/rule.ts';

const define = (id: string, stage: Rule['stage'], fate: Rule['fate'], text: string, source: string): Rule =>
  rule({ id: `${stage}.images.${id}`, stage, fate, text, source });

const SOURCE = 'LiteLLM BedrockImageGeneration';

export const PROMPT = define('prompt', 'build', 'renamed', 'What is to be painted.', SOURCE);
export const SIZE = define('size', 'map', 'mapped', 'The size becomes width and height.', SOURCE);
export const COUNT = define('count', 'map', 'renamed', 'How many images are wanted.', SOURCE);
export const QUALITY = define(
  'quality',
  'map',
  'mapped',
  'OpenAI’s words for quality become this model’s.',
  SOURCE,
);
export const NO_QUALITY = define(
  'no-quality',
  'map',
  'dropped',
  'This model knows no such quality: it is not sent.',
  SOURCE,
);
export const FIXED = define('fixed', 'build', 'added', 'This body form always names it.', SOURCE);
export const INTO_CONFIG = define('config', 'build', 'moved', 'Stands in imageGenerationConfig.', SOURCE);
export const NEGATIVE = define('negative', 'build', 'moved', 'Stands in textToImageParams.', SOURCE);
export const UNSENT = define(
  'unsent',
  'build',
  'dropped',
  'LiteLLM builds this body out of the prompt and the image settings alone: it is not sent and no error says so.',
  SOURCE,
);
export const EMPTY = define(
  'empty',
  'filter',
  'consumed',
  'An empty value counts as not set.',
  'LiteLLM get_optional_params_image_gen',
);
export const TO_GUARDRAIL = define('guardrail', 'filter', 'moved', 'Sent as an HTTP header.', SOURCE);
