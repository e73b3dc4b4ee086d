import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Source } from '../../evidence.ts';
import { capabilitiesOf } from '../../models/capabilities/index.ts';
import { aboveLimit } from '../../models/output-limit.ts';
import type { Check, Finding } from '../family.ts';

const finding = (
  pointer: string,
  key: string | null,
  sentence: string,
  why: string,
  source: Source,
  rest: Partial<Finding> = {},
): Finding => ({ pointer, key, sentence, why, source, confirmed: true, fixes: [], ...rest });

/** A text completion sent to a Claude 3 model is answered before its keys are looked at. */
export const textForm: Check = (body, { base }) => {
  if (typeof body.prompt !== 'string' || 'messages' in body || !base.includes('claude-3-')) return [];
  const name = base.replace(/^anthropic\./, '').replace(/-v\d+(:.*)?$/, '');
  return [
    finding(
      '/prompt',
      'prompt',
      `"${name}" is not supported on this API. Please use the Messages API instead.`,
      'Claude 3 and later take messages, not a prompt.',
      'langchain #18513',
    ),
  ];
};

const VERSION = 'bedrock-2023-05-31';
/** The version that Anthropic's own Bedrock client (@anthropic-ai/bedrock-sdk 1.1.2) puts into the body. */
const CLIENT_VERSION = '2026-10-21';

const version: Check = (body) => {
  const given = body.anthropic_version;
  if (typeof given !== 'string' || given === VERSION || given === CLIENT_VERSION) return [];
  return [
    finding(
      '/anthropic_version',
      'anthropic_version',
      `Invalid API version: ${given}`,
      `Bedrock knows one version of the messages API, ${VERSION}.`,
      'boto3 #4218',
      { fixes: [{ kind: 'set', pointer: '/anthropic_version', value: VERSION }] },
    ),
  ];
};

const answerLength: Check = ({ max_tokens }, { base, operation }) => {
  // Converse checks its own member for this.
  return operation.startsWith('Invoke') ? aboveLimit(base, max_tokens, '/max_tokens') : [];
};

const samplers: Check = (body, { base }) => {
  const sampling = capabilitiesOf(base)?.row.sampling;
  if (sampling?.is !== 'exclusive') return [];
  if (typeof body.temperature !== 'number' || typeof body.top_p !== 'number') return [];
  return [
    finding(
      '/top_p',
      'top_p',
      '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
      'From Claude 4.5 on the two ways to sample exclude each other.',
      sampling.evidence,
      {
        fixes: [
          { kind: 'drop', pointer: '/top_p' },
          { kind: 'drop', pointer: '/temperature' },
        ],
      },
    ),
  ];
};

const contextManagement: Check = (body) => {
  if (!isObject(body.context_management ?? null)) return [];
  const betas = isArray(body.anthropic_beta) ? body.anthropic_beta : [];
  const switchedOn = betas.some(
    (beta) => typeof beta === 'string' && /^(context-management|compact)-/.test(beta),
  );
  if (switchedOn) return [];
  return [
    finding(
      '/context_management',
      'context_management',
      'context_management: Extra inputs are not permitted',
      'The key is known only to requests that switch its beta on in `anthropic_beta`.',
      'claude-code #49548',
      { fixes: [{ kind: 'drop', pointer: '/context_management' }] },
    ),
  ];
};

const thinkingBudget: Check = (body) => {
  const budget = isObject(body.thinking) ? body.thinking.budget_tokens : undefined;
  if (typeof budget !== 'number' || typeof body.max_tokens !== 'number' || budget < body.max_tokens)
    return [];
  return [
    finding(
      '/thinking/budget_tokens',
      'budget_tokens',
      '`max_tokens` must be greater than `thinking.budget_tokens`.',
      'The thinking budget is part of max_tokens. Interleaved thinking lifts the bound.',
      "Anthropic's extended thinking rules; the sentence on Bedrock is not on record",
      { confirmed: false },
    ),
  ];
};

const blocksOf = (message: Json): readonly Json[] =>
  isObject(message) && isArray(message.content) ? message.content : [];
const ofType = (blocks: readonly Json[], type: string): readonly JsonObject[] =>
  blocks.filter(isObject).filter((block) => block.type === type);
const isEmpty = (message: Json): boolean =>
  isObject(message) && (message.content === '' || (isArray(message.content) && message.content.length === 0));

const emptyContent: Check = (body) => {
  const messages = isArray(body.messages) ? body.messages : [];
  return messages.flatMap((message, i) => {
    const optional = i === messages.length - 1 && isObject(message) && message.role === 'assistant';
    if (!isEmpty(message) || optional) return [];
    return [
      finding(
        `/messages/${i}/content`,
        'content',
        `messages.${i}: all messages must have non-empty content except for the optional final assistant message`,
        'Only the last message, where it is the assistant\u2019s, may be empty.',
        'konveyor/kai #645',
      ),
    ];
  });
};

const emptyText: Check = (body) => {
  const messages = isArray(body.messages) ? body.messages : [];
  return messages.flatMap((message, i) =>
    blocksOf(message).flatMap((block, j) =>
      isObject(block) && block.type === 'text' && block.text === ''
        ? [
            finding(
              `/messages/${i}/content/${j}/text`,
              'text',
              'messages: text content blocks must be non-empty',
              'A text block needs at least one character.',
              'opencode #22364',
              { fixes: [{ kind: 'drop', pointer: `/messages/${i}/content/${j}` }] },
            ),
          ]
        : [],
    ),
  );
};

const toolResults: Check = (body) => {
  const messages = isArray(body.messages) ? body.messages : [];
  return messages.flatMap((message, i) => {
    const asked = ofType(blocksOf(messages[i - 1] ?? null), 'tool_use').map((block) => block.id);
    if (asked.length === 0) return [];
    const answered = new Set(ofType(blocksOf(message), 'tool_result').map((block) => block.tool_use_id));
    const missing = asked.filter((id) => !answered.has(id));
    if (missing.length === 0) return [];
    return [
      finding(
        `/messages/${i}`,
        null,
        `messages.${i}: Did not find ${missing.length} \`tool_result\` block(s) at the beginning of this message. ` +
          'Messages following `tool_use` blocks must begin with a matching number of `tool_result` blocks.',
        'Every tool call must be answered in the message right after it.',
        'browser-use #988',
      ),
    ];
  });
};

const blankStops: Check = (body) => {
  const stops = isArray(body.stop_sequences) ? body.stop_sequences : [];
  return stops.flatMap((stop, i) =>
    typeof stop === 'string' && stop.trim() === ''
      ? [
          finding(
            `/stop_sequences/${i}`,
            'stop_sequences',
            'stop_sequences: each stop sequence must contain non-whitespace',
            'Stop sequences of white space alone are refused.',
            "Anthropic's own API, after which LiteLLM filters them; the sentence on Bedrock is not on record",
            { confirmed: false, fixes: [{ kind: 'drop', pointer: `/stop_sequences/${i}` }] },
          ),
        ]
      : [],
  );
};

/** Rules of the messages API that no schema says, in the order they are answered. */
export const ANTHROPIC_CHECKS: readonly Check[] = [
  version,
  answerLength,
  contextManagement,
  samplers,
  thinkingBudget,
  emptyText,
  emptyContent,
  toolResults,
  blankStops,
];
