import { isObject, type JsonObject } from '../../../../json/json.ts';
import { documented, quoted, type Source } from '../../../evidence.ts';
import type { ThinkingKind } from '../../../models/capabilities/capability.ts';
import { vercel } from '../../../models/capabilities/claude-evidence.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { about, betasOf, blocksOf, docsOn, found, messagesOf, placedBlocks } from './found.ts';

const GUIDE = 'https://docs.claude.com/en/docs/build-with-claude/extended-thinking';
const consult = (asOf: string | null): string =>
  ` Please consult our documentation at ${docsOn(asOf).thinking}`;
const PAIRS = documented('Claude docs, "Extended thinking"', GUIDE, '2026-03');
const FORCED = [vercel('amazon-bedrock-issue-11227-opus-4-5-error', '2026-07')];
const TEMPERATURE: Source = [
  quoted('dotCipher/opencode-claude-bridge', 1, '2026-03-23'),
  quoted('Aider-AI/aider', 3720, '2025-04-03'),
  quoted('BerriAI/litellm', 9524, '2025-03'),
];

const kindOf = ({ thinking }: JsonObject): string | null =>
  isObject(thinking ?? null) && typeof (thinking as JsonObject).type === 'string'
    ? String((thinking as JsonObject).type)
    : null;

const NOT_SUPPORTED: Readonly<Partial<Record<ThinkingKind, string>>> = {
  enabled:
    '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
  disabled:
    '"thinking.type.disabled" is not supported for this model. Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.',
};

/** From Claude 5.5 on the sentence no longer speaks of kinds that are refused as well. */
const NOT_TO_BE_SWITCHED_OFF = {
  newer:
    '"thinking.type.disabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
  newest:
    '"thinking.type.disabled" is not supported for this model. Use "thinking.type.between_tools" for the lowest thinking setting, or "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
} as const;

const kind: Check = (body, { row }) => {
  const kinds = row.thinking;
  const given = kindOf(body) as ThinkingKind | null;
  if (!kinds || given === null || kinds.is.length === 0 || kinds.is.includes(given)) return [];
  const said = given === 'disabled' ? (row.disabledSaid?.is ?? 'older') : 'older';
  const sentence = said === 'older' ? NOT_SUPPORTED[given] : NOT_TO_BE_SWITCHED_OFF[said];
  if (sentence === undefined) return [];
  return [
    found({
      pointer: '/thinking/type',
      sentence,
      why: `This generation takes ${kinds.is.map((one) => `\`${one}\``).join(' and ')} only.`,
      source: kinds.evidence,
      fixes: [{ kind: 'drop', pointer: '/thinking' }],
    }),
  ];
};

/** Controls of thinking that a beta unlocks. */
const binding: Check = (body) => {
  const thinking = isObject(body.thinking ?? null) ? (body.thinking as JsonObject) : {};
  if (!Object.hasOwn(thinking, 'block_binding')) return [];
  if (betasOf(body).some((beta) => beta.startsWith('thinking-binding-controls'))) return [];
  return [
    found({
      pointer: '/thinking/block_binding',
      sentence: `thinking.${kindOf(body)}.block_binding: Extra inputs are not permitted`,
      why: 'The key is known only to requests that switch its beta on in `anthropic_beta`.',
      source: [quoted('BerriAI/litellm', 41203, '2026-09')],
      fixes: [{ kind: 'drop', pointer: '/thinking/block_binding' }],
    }),
  ];
};

const NO_DISPLAY: Source = [
  {
    source: 'public source code that leaves `display` out for GovCloud',
    url: null,
    date: '2026-11',
    grade: 'quoted',
  },
];

/** What thinking is shown as cannot be chosen in GovCloud. */
const display: Check = (body, { modelId }) => {
  const thinking = isObject(body.thinking ?? null) ? (body.thinking as JsonObject) : {};
  if (!Object.hasOwn(thinking, 'display') || !modelId.startsWith('us-gov.')) return [];
  return [
    found({
      pointer: '/thinking/display',
      sentence: `thinking.${kindOf(body)}.display: Extra inputs are not permitted`,
      why: 'GovCloud does not know the key.',
      source: NO_DISPLAY,
      fixes: [{ kind: 'drop', pointer: '/thinking/display' }],
    }),
  ];
};

const thinks = (body: JsonObject): boolean => ['enabled', 'adaptive'].includes(kindOf(body) ?? '');

const temperature: Check = (body, { row, asOf }) => {
  const given = body.temperature;
  if (!thinks(body) || typeof given !== 'number' || given === 1 || row.sampling?.is === 'deprecated')
    return [];
  const mode = row.thinking?.is.includes('adaptive') ? ' or in adaptive mode' : '';
  return [
    found({
      pointer: '/temperature',
      sentence: `\`temperature\` may only be set to 1 when thinking is enabled${mode}.${consult(asOf)}#important-considerations-when-using-extended-thinking`,
      why: 'A model that thinks samples at temperature 1.',
      source: TEMPERATURE,
      fixes: [
        { kind: 'drop', pointer: '/temperature' },
        { kind: 'drop', pointer: '/thinking' },
      ],
    }),
  ];
};

const narrowing: Check = (body, { row, asOf }) => {
  if (!thinks(body) || row.sampling?.is === 'deprecated') return [];
  const { top_k, top_p } = body;
  return [
    ...(typeof top_k === 'number'
      ? [
          found({
            pointer: '/top_k',
            sentence: `\`top_k\` must be unset when thinking is enabled.${consult(asOf)}#important-considerations-when-using-extended-thinking`,
            why: 'A model that thinks takes no top_k.',
            source: [PAIRS],
            fixes: [{ kind: 'drop', pointer: '/top_k' }],
          }),
        ]
      : []),
    ...(typeof top_p === 'number' && top_p < 0.95
      ? [
          found({
            pointer: '/top_p',
            sentence: `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled.${consult(asOf)}#important-considerations-when-using-extended-thinking`,
            why: 'A model that thinks takes top_p from 0.95 to 1.',
            source: [PAIRS],
            fixes: [{ kind: 'drop', pointer: '/top_p' }],
          }),
        ]
      : []),
  ];
};

const forcedTool: Check = (body) => {
  const choice = isObject(body.tool_choice ?? null) ? (body.tool_choice as JsonObject).type : null;
  if (kindOf(body) !== 'enabled' || (choice !== 'any' && choice !== 'tool')) return [];
  return [
    found({
      pointer: '/tool_choice',
      sentence: 'Thinking may not be enabled when tool_choice forces tool use.',
      why: 'A model that thinks decides itself whether to call a tool.',
      source: FORCED,
      fixes: [{ kind: 'drop', pointer: '/tool_choice' }],
    }),
  ];
};

const budget: Check = (body, { asOf }) => {
  const given = isObject(body.thinking ?? null) ? (body.thinking as JsonObject).budget_tokens : undefined;
  if (kindOf(body) !== 'enabled' || typeof given !== 'number' || typeof body.max_tokens !== 'number')
    return [];
  // Between tools a model may think more than one answer is long.
  if (given < body.max_tokens || betasOf(body).some((beta) => beta.startsWith('interleaved-thinking')))
    return [];
  return [
    found({
      pointer: '/thinking/budget_tokens',
      sentence: `\`max_tokens\` must be greater than \`thinking.budget_tokens\`.${consult(asOf)}#max-tokens-and-context-window-size`,
      why: 'The thinking budget is part of max_tokens. Interleaved thinking lifts the bound.',
      source: [PAIRS],
    }),
  ];
};

const startsWithThinking = (message: JsonObject | undefined): boolean =>
  /^(redacted_)?thinking$/.test(String(blocksOf(message ?? {})[0]?.type));
const answersTools = (message: JsonObject | undefined): boolean =>
  blocksOf(message ?? {}).some(({ type }) => type === 'tool_result');

/** The assistant's messages of the tool loop that the conversation ends in; the last one where it is prefilled. */
function openTurn(messages: readonly JsonObject[]): readonly number[] {
  const turn: number[] = [];
  let at = messages.length - 1;
  if (messages[at]?.role === 'assistant') return [at];
  while (at > 0 && answersTools(messages[at]) && messages[at - 1]?.role === 'assistant') {
    turn.push(at - 1);
    at -= 2;
  }
  return turn;
}

const history: Check = (body, { asOf }) => {
  if (kindOf(body) !== 'enabled') return [];
  const messages = messagesOf(body);
  const turn = openTurn(messages);
  const [last] = turn;
  if (last === undefined || turn.some((at) => startsWithThinking(messages[at]))) return [];
  const type = blocksOf(messages[last] ?? {})[0]?.type ?? 'text';
  return [
    found({
      pointer: `/messages/${last}/content`,
      sentence:
        `messages.${last}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${type}\`. ` +
        'When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). ' +
        `We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`.${consult(asOf)}`,
      why: 'While a tool loop is open, the turn keeps the thinking it began with.',
      source: [
        quoted('langchain-ai/langchain-aws', 844, '2026-01'),
        quoted('anomalyco/opencode', 3077, '2025-10'),
        quoted('pydantic/pydantic-ai', 2453, '2025-08-06'),
      ],
      fixes: [{ kind: 'drop', pointer: '/thinking' }],
    }),
  ];
};

/** Said of models that think before they speak; later ones think between. */
const thoughtFirst: Check = (body, { row }) => {
  if (kindOf(body) !== 'enabled' || row.thinking?.is.includes('adaptive')) return [];
  return messagesOf(body).flatMap((message, i): readonly Finding[] => {
    const blocks = blocksOf(message);
    if (message.role !== 'assistant' || startsWithThinking(message)) return [];
    if (!blocks.some(({ type }) => /^(redacted_)?thinking$/.test(String(type)))) return [];
    return [
      found({
        pointer: `/messages/${i}/content/0`,
        key: 'type',
        sentence: `messages.${i}.content.0: If an assistant message contains any thinking blocks, the first block must be \`thinking\` or \`redacted_thinking\`. Found \`${blocks[0]?.type}\`.`,
        why: 'Thinking stands before what comes of it.',
        source: [OWN_WORDS],
      }),
    ];
  });
};

const THINKING_LAST: Source = [
  { source: 'public notes on runs against Claude', url: null, date: '2026-10', grade: 'quoted' },
];

const lastBlock: Check = (body) =>
  messagesOf(body).flatMap((message, i): readonly Finding[] => {
    const blocks = blocksOf(message);
    const type = blocks.at(-1)?.type;
    if (message.role !== 'assistant' || (type !== 'thinking' && type !== 'redacted_thinking')) return [];
    const pointer = `/messages/${i}/content/${blocks.length - 1}`;
    return [
      found({
        pointer,
        key: 'type',
        sentence: `messages.${i}: The final block in an assistant message cannot be \`${type}\`.`,
        why: 'Thinking comes before an answer or a call.',
        source: THINKING_LAST,
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });

/** Thinking comes back as it was given: signed. Converse leaves out an empty signature, which the model then lacks. */
const unsigned: Check = (body, { operation }) =>
  operation.startsWith('Invoke')
    ? placedBlocks(body).flatMap(({ block: { type, thinking, signature }, pointer, path }) =>
        type === 'thinking' && signature === ''
          ? [
              found({
                pointer,
                key: 'signature',
                sentence:
                  thinking === ''
                    ? `${path}.thinking: each thinking block must contain thinking`
                    : `${path}: Invalid \`signature\` in \`thinking\` block`,
                why: 'Claude takes back only thinking that it signed; unsigned thinking is to be left out or made text.',
                source: [OWN_WORDS],
                fixes: [{ kind: 'drop', pointer }],
              }),
            ]
          : [],
      )
    : [];

/** Rules about thinking and what goes with it. */
export const THINKING_CHECKS: readonly Check[] = [
  binding,
  display,
  kind,
  forcedTool,
  temperature,
  narrowing,
  budget,
  about(['thinking'], unsigned),
  about(['thinking', 'redacted_thinking'], thoughtFirst),
  about(['thinking', 'redacted_thinking'], lastBlock),
  history,
];
