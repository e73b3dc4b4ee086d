import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { isRenewed } from '../../../dialects/renewed.ts';
import { quoted } from '../../../evidence.ts';
import { type Cell, evidenceFor } from '../../../models/capabilities/capability.ts';
import { COMPACTED, OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import { aboveLimit, withoutAdvice } from '../../../models/output-limit.ts';
import { objectsOf } from '../../../per-body.ts';
import type { Evidence } from '../../../problem.ts';
import type { Check, Finding } from '../../family.ts';
import { betasOf, found, messagesOf, placedBlocks, systemBlocksOf } from './found.ts';

const VERSION = 'bedrock-2023-05-31';
/** The version that Anthropic's own Bedrock client (@anthropic-ai/bedrock-sdk 1.1.2) puts into the body. */
const CLIENT_VERSION = '2026-10-21';

const version: Check = ({ anthropic_version: given }) => {
  if (typeof given !== 'string' || given === VERSION || given === CLIENT_VERSION) return [];
  return [
    found({
      pointer: '/anthropic_version',
      sentence: `Invalid API version: ${given}`,
      why: `Bedrock knows one version of the messages API, ${VERSION}.`,
      source: [quoted('boto/boto3', 4218)],
      fixes: [{ kind: 'set', pointer: '/anthropic_version', value: VERSION }],
    }),
  ];
};

const answerLength: Check = ({ max_tokens }, { row, operation, base }) => {
  if (row.outputSaidBy?.is === 'model')
    return aboveLimit(
      row,
      max_tokens,
      '/max_tokens',
      (most, asked) =>
        `max_tokens: ${asked} > ${most}, which is the maximum allowed number of output tokens for ${base}`,
    );
  // Converse checks its own member for this.
  return operation.startsWith('Invoke') ? aboveLimit(row, max_tokens, '/max_tokens', withoutAdvice) : [];
};

/** Since about then the answer names the flags; before, all of them were `invalid beta flag`. */
const NAMED_SINCE = '2026-10';
const NEVER_ISSUED: Evidence = {
  source: 'public source code that repairs such requests: a flag that was never issued is refused alike',
  url: null,
  date: '2026-10',
  grade: 'quoted',
};

const betas: Check = (body, { row, asOf }) => {
  const known = row.betas;
  if (!known) return [];
  const { taken, refused, issued } = known.is;
  const doubtful = betasOf(body).flatMap((beta, i) => (taken.includes(beta) ? [] : [{ beta, i }]));
  const certain = doubtful.filter(({ beta }) => refused.includes(beta) || !issued.includes(beta));
  const named = certain.map(({ beta }) => `\`${beta}\``).join(', ');
  return doubtful.map((one): Finding => {
    const { beta, i } = one;
    const confirmed = certain.includes(one);
    const list = confirmed ? named : `\`${beta}\``;
    const pointer = `/anthropic_beta/${i}`;
    return found({
      pointer,
      sentence:
        asOf === null || asOf < NAMED_SINCE
          ? 'invalid beta flag'
          : `Unexpected value(s) ${list} for the \`anthropic-beta\` header. Please consult our documentation at platform.claude.com/docs or try again without the header.`,
      why: confirmed
        ? `Bedrock refuses \`${beta}\` for this model.`
        : `No source says that Bedrock knows \`${beta}\` for this model.`,
      source: confirmed && !refused.includes(beta) ? [...known.evidence, NEVER_ISSUED] : known.evidence,
      confirmed,
      fixes: [{ kind: 'drop', pointer }],
    });
  });
};

/** An answer of no token only fills the cache, which older models do not know. */
const someAnswer: Check = ({ max_tokens }, { asOf }) =>
  max_tokens !== 0 || isRenewed(asOf)
    ? []
    : [
        found({
          pointer: '/max_tokens',
          sentence: 'max_tokens: Input should be greater than or equal to 1',
          why: 'An answer has a token or more.',
          source: [quoted('QuantumNous/new-api', 3339)],
        }),
      ];

const RESERVED = 'x-anthropic-billing-header';
/** All refusals are of early 2026; by this day Claude Code, which still writes the line for Bedrock, gets its answers. */
const RESERVED_UNTIL = '2026-05-20';

/** A line that Claude Code puts before its system prompt for Anthropic's own API. */
const reservedWord: Check = (body, { asOf }) => {
  const { system } = body;
  const whole = typeof system === 'string' && system.includes(RESERVED);
  const at = systemBlocksOf(body).findIndex(
    ({ text }) => typeof text === 'string' && text.includes(RESERVED),
  );
  if (!whole && at < 0) return [];
  const pointer = whole ? '/system' : `/system/${at}`;
  return [
    found({
      pointer: whole ? pointer : `${pointer}/text`,
      sentence: `${RESERVED} is a reserved keyword and may not be used in the system prompt.`,
      why: 'The line is for Anthropic’s own API; CLAUDE_CODE_ATTRIBUTION_HEADER=0 switches it off.',
      source: [
        quoted('anthropics/claude-code-action', 928, '2026-02-10'),
        quoted('anthropics/claude-code', 24168, '2026-02'),
        quoted('anthropics/claude-code', 60830, RESERVED_UNTIL),
      ],
      confirmed: asOf !== null && asOf < RESERVED_UNTIL,
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

const SAMPLERS = ['temperature', 'top_p'] as const;

const deprecated = (key: string, cell: Cell<unknown>): Finding =>
  found({
    pointer: `/${key}`,
    sentence: `\`${key}\` is deprecated for this model.`,
    why: 'From Opus 4.7 on a model samples as it likes; effort and the prompt steer it.',
    source: evidenceFor(cell),
    fixes: [{ kind: 'drop', pointer: `/${key}` }],
  });

const deprecatedSamplers: Check = (body, { row: { sampling, topK } }) => {
  if (sampling?.is !== 'deprecated') return [];
  // The default is taken, anything else is not.
  const given = SAMPLERS.filter((key) => typeof body[key] === 'number' && body[key] !== 1);
  const narrowed = topK?.is === false && typeof body.top_k === 'number' ? [topK] : [];
  return [
    ...given.map((key) => deprecated(key, sampling)),
    ...narrowed.map((cell) => deprecated('top_k', cell)),
  ];
};

const exclusiveSamplers: Check = (body, { row }) => {
  const sampling = row.sampling;
  if (sampling?.is !== 'exclusive') return [];
  if (typeof body.temperature !== 'number' || typeof body.top_p !== 'number') return [];
  return [
    found({
      pointer: '/top_p',
      sentence: '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
      why: 'From Claude Opus 4.1 on the two ways to sample exclude each other.',
      source: sampling.evidence,
      fixes: [
        { kind: 'drop', pointer: '/top_p' },
        { kind: 'drop', pointer: '/temperature' },
      ],
    }),
  ];
};

const contextManagement: Check = (body) => {
  if (!isObject(body.context_management ?? null)) return [];
  if (betasOf(body).some((beta) => /^(context-management|compact)-/.test(beta))) return [];
  return [
    found({
      pointer: '/context_management',
      sentence: 'context_management: Extra inputs are not permitted',
      why: 'The key is known only to requests that switch its beta on in `anthropic_beta`.',
      source: [quoted('anthropics/claude-code', 49548)],
      fixes: [{ kind: 'drop', pointer: '/context_management' }],
    }),
  ];
};

/** A request for a summary in place of an answer. */
const compaction: Check = (body) => {
  if (!Object.hasOwn(body, 'compaction')) return [];
  if (betasOf(body).some((beta) => beta.startsWith('compact-'))) return [];
  return [
    found({
      pointer: '/compaction',
      sentence: 'compaction: Extra inputs are not permitted',
      why: 'The key is known only to requests that switch its beta on in `anthropic_beta`.',
      source: [COMPACTED],
      fixes: [{ kind: 'drop', pointer: '/compaction' }],
    }),
  ];
};

const EDITS = ['clear_thinking_20251015', 'clear_tool_uses_20250919'];
const COMPACT = 'compact_20260112';

const knownEdits: Check = (body) => {
  const { context_management } = body;
  const edits = isObject(context_management ?? null) ? (context_management as JsonObject).edits : null;
  const betas = betasOf(body);
  const known = betas.some((beta) => beta.startsWith('compact-')) ? [...EDITS, COMPACT] : EDITS;
  if (!betas.some((beta) => /^(context-management|compact)-/.test(beta))) return [];
  return objectsOf(edits).flatMap(({ type }, i) =>
    typeof type !== 'string' || known.includes(type)
      ? []
      : [
          found({
            pointer: `/context_management/edits/${i}/type`,
            sentence: `context_management.edits.${i}: Input tag '${type}' found using 'type' does not match any of the expected tags: ${known.map((one) => `'${one}'`).join(', ')}`,
            why: 'Each beta knows its own edits of the context.',
            source: [OWN_WORDS],
            fixes: [{ kind: 'drop', pointer: `/context_management/edits/${i}` }],
          }),
        ],
  );
};

const CLEARED = 'clear_thinking_20251015';

/** Newer models think where nothing is said of thinking. */
const clearedThinking: Check = ({ context_management, thinking }, { row }) => {
  const edits = isObject(context_management ?? null) ? (context_management as JsonObject).edits : null;
  const kind = isObject(thinking ?? null) ? (thinking as JsonObject).type : null;
  if (!row.thinking?.is.includes('enabled') || kind === 'enabled' || kind === 'adaptive') return [];
  const at = objectsOf(edits).findIndex(({ type }) => type === CLEARED);
  if (at < 0) return [];
  return [
    found({
      pointer: `/context_management/edits/${at}`,
      sentence: `\`${CLEARED}\` strategy requires \`thinking\` to be enabled or adaptive`,
      why: 'What was thought can be cleared away only where the model thinks.',
      source: [OWN_WORDS],
      fixes: [{ kind: 'drop', pointer: `/context_management/edits/${at}` }],
    }),
  ];
};

const blankStops: Check = ({ stop_sequences }) =>
  (isArray(stop_sequences ?? null) ? (stop_sequences as readonly unknown[]) : []).flatMap((stop, i) =>
    typeof stop === 'string' && stop.trim() === ''
      ? [
          found({
            pointer: `/stop_sequences/${i}`,
            sentence: 'stop_sequences: each stop sequence must contain non-whitespace',
            why: 'Stop sequences of white space alone are refused.',
            source: [quoted('continuedev/continue', 1660, '2024-07-04')],
            fixes: [{ kind: 'drop', pointer: `/stop_sequences/${i}` }],
          }),
        ]
      : [],
  );

/** Characters of a token, on the generous side: prose has about four. */
const TOKEN = 5;

const lengthOf = (text: Json | undefined): number => (typeof text === 'string' ? text.length : 0);

const textLength = (body: JsonObject): number => {
  let length = lengthOf(body.system);
  for (const { text } of systemBlocksOf(body)) length += lengthOf(text);
  for (const { content } of messagesOf(body)) length += lengthOf(content);
  for (const { block } of placedBlocks(body)) length += lengthOf(block.text);
  return length;
};

/** Only tokens decide, so this is an estimate and warns. */
const inputLength: Check = (body, { row }) => {
  const window = row.input;
  if (!window) return [];
  const least = Math.floor(textLength(body) / TOKEN);
  if (least <= window.is) return [];
  return [
    found({
      pointer: '/messages',
      sentence: 'Input is too long for requested model.',
      why: `The text is about ${least} tokens or more by estimate; the model reads ${window.is}.`,
      source: window.evidence,
      confirmed: false,
    }),
  ];
};

/** Rules about the request as a whole. */
export const REQUEST_CHECKS: readonly Check[] = [
  version,
  betas,
  someAnswer,
  reservedWord,
  answerLength,
  contextManagement,
  knownEdits,
  compaction,
  clearedThinking,
  inputLength,
  deprecatedSamplers,
  exclusiveSamplers,
];
/** Asked last. */
export const STOP_CHECKS: readonly Check[] = [blankStops];
