import { z } from 'zod';
import { OPERATIONS } from '../../../shared/validation/problem.ts';
import { validate } from '../../../shared/validation/validate.ts';
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
    body: z
      .string()
      .max(25 * 1024 * 1024)
      .describe('The body as it goes over the wire'),
  },
  run: async ({ operation, model_id, body }) => {
    const { kind, status, message, basis, problems } = validate({ operation, modelId: model_id, body });
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
