import { isObject, type JsonObject } from '../../json/json.ts';
import { quoted, recorded } from '../evidence.ts';
import { aboveLimit } from '../models/output-limit.ts';
import { anything, closed, guessed, integer, list, number, oneOf, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, type FamilyRules, type Finding, family } from './family.ts';
import { cachePoint, contentBlock } from './nova-content.ts';
import { novaOnConverse } from './nova-converse.ts';
import { imagesAsDetected } from './nova-media.ts';

const toolParameters = closed(
  {
    type: oneOf(['object']),
    properties: open(),
    required: list(text()),
    additionalProperties: anything,
    title: anything,
    description: anything,
    strict: anything,
  },
  {
    source: 'zed-industries/zed #31815 (definitions), lastmile-ai/mcp-agent #126 ($defs)',
    unconfirmed: ['additionalProperties'],
    refuses: ['definitions', '$defs'],
    why: 'Nova looks at the top of a tool schema and refuses definitions there.',
  },
);

const toolConfig = closed(
  {
    tools: list(
      closed({
        toolSpec: closed(
          {
            name: text({ pattern: '^[a-zA-Z0-9_-]+$' }),
            description: text(),
            inputSchema: closed({ json: toolParameters }, { required: ['json'] }),
            strict: anything,
          },
          { required: ['name', 'inputSchema'] },
        ),
        systemTool: open(),
      }),
    ),
    toolChoice: open(),
  },
  { required: ['tools'] },
);

// Spellings that samples use; for those without a recording both acceptance and refusal are possible.
const doubtful: Schema = {
  not: {},
  unconfirmed: ['not'],
  why: 'Nova takes some options in snake case; this one is not on record.',
};

const inferenceConfig = closed({
  maxTokens: integer({ minimum: 1 }),
  temperature: number({ minimum: 0, maximum: 1 }),
  topP: number({ minimum: 0, maximum: 1 }),
  topK: guessed(integer({ minimum: 0, maximum: 128 })),
  stopSequences: list(text()),
  max_new_tokens: integer({ minimum: 1 }),
  top_p: number({ minimum: 0, maximum: 1 }),
  top_k: guessed(integer({ minimum: 0, maximum: 128 })),
  max_tokens: doubtful,
  stop_sequences: doubtful,
});

const schema = closed(
  {
    schemaVersion: text(),
    messages: list(
      closed(
        { role: oneOf(['user', 'assistant']), content: list(contentBlock) },
        { required: ['role', 'content'] },
      ),
    ),
    system: list(closed({ text: text(), cachePoint, guardContent: open() }), {
      minItems: 1,
      source: 'LiteLLM removes an empty system list, because Nova refuses it',
    }),
    inferenceConfig,
    toolConfig,
    reasoningConfig: open(),
    additionalModelRequestFields: open(),
  },
  { required: ['messages'] },
);

const reasoningIn = ({ reasoningConfig }: JsonObject): JsonObject | undefined =>
  isObject(reasoningConfig ?? null) ? (reasoningConfig as JsonObject) : undefined;

const invalidReasoning = (why: string): Finding => ({
  pointer: '/reasoningConfig',
  key: 'reasoningConfig',
  sentence:
    'Malformed input request: the provided reasoning config value is invalid, please reformat your input and try again.',
  why,
  source: [
    quoted('UKGovernmentBEIS/inspect_ai', 5301, '2026-09-08'),
    recorded(
      'vercel/ai',
      'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-nova-micro-portable-reasoning.json',
    ),
  ],
  confirmed: true,
  fixes: [{ kind: 'drop', pointer: '/reasoningConfig' }],
});

const noReasoning: Check = (body) => {
  const asked = reasoningIn(body);
  if (!asked || asked.type === 'disabled') return [];
  return [invalidReasoning('The first generation of Nova does not reason.')];
};

const GUIDE = 'https://docs.aws.amazon.com/nova/latest/userguide';
const OPTIONS = ['maxTokens', 'temperature', 'topP'] as const;

const reasoning: Check = (body) => {
  const asked = reasoningIn(body);
  if (asked?.type !== 'enabled') return [];
  const effort = asked.maxReasoningEffort;
  if (effort !== undefined && !['low', 'medium', 'high'].includes(String(effort)))
    return [invalidReasoning('The effort is low, medium or high.')];
  const config = isObject(body.inferenceConfig ?? null) ? (body.inferenceConfig as JsonObject) : {};
  if (effort !== 'high') return [];
  return OPTIONS.filter((name) => config[name] !== undefined).map((name) => ({
    pointer: `/inferenceConfig/${name}`,
    key: name,
    sentence: `\`${name}\` must be unset when reasoningConfig type is 'enabled' and maxReasoningEffort is 'high'. Please consult our documentation at ${GUIDE}`,
    why: 'With the highest effort Nova 2 decides about length and sampling itself.',
    source: [
      recorded(
        'vercel/ai',
        'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-nova-2-high-reasoning-validation-error.json',
      ),
    ],
    confirmed: true,
    fixes: [{ kind: 'drop', pointer: `/inferenceConfig/${name}` }],
  }));
};

const answerLength: Check = ({ inferenceConfig: given }, { row, operation }) => {
  const config = isObject(given ?? null) ? (given as JsonObject) : {};
  const key = config.maxTokens === undefined ? 'max_new_tokens' : 'maxTokens';
  // Converse bounds its own member.
  return operation.startsWith('Invoke') ? aboveLimit(row, config[key], `/inferenceConfig/${key}`) : [];
};

const nova = (id: string, checks: readonly Check[]): FamilyRules =>
  family({
    id,
    dialect: 'everit-first',
    source: 'AWS page "Complete request schema" for Amazon Nova; rollwagen/bods #51',
    schema,
    compose: novaOnConverse,
    checks: [...checks, answerLength, imagesAsDetected],
  });

const NOVA_1 = nova('nova', [noReasoning]);
const NOVA_2 = nova('nova-2', [reasoning]);

/** Amazon Nova understanding models on invoke, first and second generation; binary parts are base64 text. */
export const novaRules = (base: string): FamilyRules => (/^amazon\.nova-\d/.test(base) ? NOVA_2 : NOVA_1);
