import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Check, Finding } from '../families/family.ts';
import { NO_LATENCY, probed } from '../models/capabilities/other-evidence.ts';
import { aboveLimit } from '../models/output-limit.ts';
import { blocksOf, found, lacking, standing, unlessModelDoes } from './request.ts';

const systemMessages: Check = ({ system }, { row }) => {
  const allowed = row.system;
  if (!allowed || allowed.is || !isArray(system ?? null) || (system as readonly Json[]).length === 0)
    return [];
  return [
    standing(allowed, {
      pointer: '/system',
      sentence:
        "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
      why: 'The prompt template of this model has no place for a system message.',
      fixes: [{ kind: 'drop', pointer: '/system' }],
    }),
  ];
};

const optionsOf = ({ inferenceConfig }: JsonObject): JsonObject =>
  isObject(inferenceConfig ?? null) ? (inferenceConfig as JsonObject) : {};

const answerLength: Check = (body, { row }) =>
  ['model', 'server'].includes(row.outputSaidBy?.is ?? '')
    ? []
    : aboveLimit(row, optionsOf(body).maxTokens, '/inferenceConfig/maxTokens');

const stopsOf = (body: JsonObject): readonly Json[] => {
  const { stopSequences } = optionsOf(body);
  return isArray(stopSequences ?? null) ? (stopSequences as readonly Json[]) : [];
};

/** In July 2024 the model was still asked (continuedev/continue #1660). */
const BLANK_SINCE = '2024-08';

/** The service looks at them itself, whatever the model; those without a character are refused by its shape. */
const blankStops: Check = (body, { asOf }) =>
  stopsOf(body).flatMap((stop, i) => {
    if (asOf !== null && asOf < BLANK_SINCE) return [];
    if (typeof stop !== 'string' || stop === '' || stop.trim() !== '') return [];
    const pointer = `/inferenceConfig/stopSequences/${i}`;
    return [
      found({
        pointer,
        key: 'stopSequences',
        sentence: `The stop sequence value at inferenceConfig.stopSequences.${i} is blank. Try again with a non blank stop sequence.`,
        why: 'A stop sequence needs a character that is no white space.',
        source: [...NO_LATENCY, probed('anthropic.claude-sonnet-4-5-20250929-v1_0')],
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });

/** Inference options that a model refuses by name. */
const unsupportedOptions: Check = (body, { row }) => {
  const lacks = row.lacks;
  if (!lacks) return [];
  const given = optionsOf(body);
  return lacks.is.flatMap((field): readonly Finding[] => {
    if (!Object.hasOwn(given, field)) return [];
    const pointer = `/inferenceConfig/${field}`;
    return [
      standing(lacks, {
        pointer,
        sentence: lacking(field),
        why: `The model does not take ${field} on Bedrock.`,
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

const leastAnswer: Check = (body, { row }) => {
  const least = row.leastOutput;
  const given = optionsOf(body).maxTokens;
  if (!least || typeof given !== 'number' || given >= least.is) return [];
  const pointer = '/inferenceConfig/maxTokens';
  const error = {
    code: 'integer_below_min_value',
    message: `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= ${least.is}, but got ${given} instead.`,
    param: 'max_output_tokens',
    type: 'invalid_request_error',
  };
  return [
    standing(least, {
      pointer,
      sentence: `The model returned the following errors: ${JSON.stringify({ error })}`,
      why: `The model gives answers of ${least.is} tokens and more.`,
      fixes: [{ kind: 'set', pointer, value: least.is }],
    }),
  ];
};

/** Characters of a token, on the generous side: prose has about four. */
const TOKEN = 5;

/** Only tokens decide, so this is an estimate and warns. */
const inputLength: Check = (body, { row }) => {
  const window = row.input;
  if (!window) return [];
  const characters = blocksOf(body).reduce(
    (sum, { block: { text } }) => sum + (typeof text === 'string' ? text.length : 0),
    0,
  );
  const least = Math.floor(characters / TOKEN);
  if (least <= window.is) return [];
  return [
    found({
      pointer: '/messages',
      sentence:
        'The model returned the following errors: Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.',
      why: `The text is about ${least} tokens or more by estimate; the model reads ${window.is}.`,
      source: window.evidence,
      confirmed: false,
    }),
  ];
};

const outputConfig: Check = (body, { row }) => {
  const allowed = row.structuredOutput;
  if (!allowed || allowed.is || body.outputConfig === undefined) return [];
  return [
    standing(allowed, {
      pointer: '/outputConfig',
      sentence: lacking('outputConfig'),
      why: 'The model has no structured output on Converse.',
      fixes: [{ kind: 'drop', pointer: '/outputConfig' }],
    }),
  ];
};

/** Members that single models do not take. */
export const LIMIT_CHECKS: readonly Check[] = [
  systemMessages,
  blankStops,
  unsupportedOptions,
  unlessModelDoes(outputConfig),
  answerLength,
  leastAnswer,
  unlessModelDoes(inputLength),
];
