import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Check, Finding } from '../families/family.ts';
import { aboveLimit } from '../models/output-limit.ts';
import { blocksOf, found, lacking, standing } from './request.ts';

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
  row.outputSaidBy?.is === 'model'
    ? []
    : aboveLimit(row, optionsOf(body).maxTokens, '/inferenceConfig/maxTokens');

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

/** Only tokens decide, so this is an estimate and warns. Claude is asked by Claude's own rules. */
const inputLength: Check = (body, { base, row }) => {
  const window = base.startsWith('anthropic.') ? undefined : row.input;
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

/** Members that single models do not take. */
export const LIMIT_CHECKS: readonly Check[] = [
  systemMessages,
  unsupportedOptions,
  answerLength,
  leastAnswer,
  inputLength,
];
