import { z } from 'zod';
import { OPERATIONS } from '../../../shared/validation/problem.ts';
import { validate } from '../../../shared/validation/validate.ts';
import { today } from '../../inspector/today.ts';
import { asText, dayInput, listOf, textOrObject } from '../request-input.ts';
import { defineTool } from '../tool.ts';

const MOST = 15;

export const checkBody = defineTool({
  name: 'check_body',
  title: 'Whether Bedrock accepts a body',
  description:
    'Holds a body that a program sends to the Bedrock runtime itself against the rules of the operation and the model. Gives Bedrock’s predicted status and message, and each problem with its place, cause and evidence.',
  input: {
    operation: z.enum(OPERATIONS),
    model_id: z.string().max(2048).describe('A model id, inference profile id or ARN'),
    body: textOrObject(25 * 1024 * 1024).describe('The body as it goes over the wire, as text or JSON'),
    as_of: dayInput,
  },
  output: {
    answer: z.string(),
    status: z.number().nullable(),
    message: z.string(),
    problem_count: z.number(),
    problems: listOf({ severity: z.string(), at: z.string(), message: z.string(), why: z.string() }),
  },
  run: async ({ operation, model_id, body: given, as_of: asOf = today() }) => {
    const body = asText(given);
    const { kind, status, message, basis, problems } = validate({ operation, modelId: model_id, body, asOf });
    return {
      answer: kind,
      status,
      message,
      basis,
      problem_count: problems.length,
      problems: problems
        .slice(0, MOST)
        .map(({ severity, pointer, message: words, why, evidence, fixes }) => ({
          severity,
          at: pointer,
          message: words,
          why,
          evidence: evidence.slice(0, 2).map(({ source, url, date }) => ({ source, url, date })),
          fixes,
        })),
    };
  },
});
