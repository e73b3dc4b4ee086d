import { isObject, type Json } from '../../../json/json.ts';
import type { Capabilities } from '../../models/capabilities/capability.ts';
import { COMPACTED, OWN_API } from '../../models/capabilities/claude-measured.ts';
import { anything, closed, guessed, integer, list, oneOf, open, text } from '../../schema/build.ts';
import type { Schema } from '../../schema/schema.ts';
import { type FamilyRules, family } from '../family.ts';
import { message, system } from './blocks.ts';
import { MESSAGES_CHECKS } from './checks/index.ts';
import { composeMessages } from './composed.ts';
import { type ClaudeFeatures, claudeFeatures, unlockedBy } from './features.ts';
import { claudeText } from './text.ts';
import { thinking } from './thinking-schema.ts';
import { tool, toolChoice } from './tool-schemas.ts';

const AWS_PAGE = 'AWS page "Anthropic Claude Messages API", request and response';
/** None at all was refused too until the validator was renewed. */
const NO_TOKEN = 'Input should be greater than or equal to 1';
const EXTRA = 'Extra inputs are not permitted';

// Keys of Anthropic's own API for which no answer of Bedrock is on record.
const doubtful: Schema = {
  not: {},
  unconfirmed: ['not'],
  says: { not: EXTRA },
  source: "key of Anthropic's own API; its acceptance on Bedrock is not on record",
  why: 'Anthropic takes this key on its own API; Bedrock probably refuses it.',
};

const FORMAT = closed(
  { type: oneOf(['json_schema']), schema: anything },
  {
    required: ['type', 'schema'],
    source: 'public logs of strands agents, 2026-02 (output_config.format.schema)',
  },
);

function outputConfig(features: ClaudeFeatures): Schema {
  return closed(
    {
      ...(features.effort.length > 0
        ? { effort: features.effortRead ? text() : oneOf(features.effort) }
        : {}),
      ...(features.structuredOutput ? { format: FORMAT } : {}),
    },
    { source: 'claude-code-action #1005 (output_config.effort), hindsight #3300 (output_config.format)' },
  );
}

/** Converse sets the type of the choice itself where it has one, so here it may bring the other members alone. */
const choiceBesideConverse = (choice: Schema): Schema => ({
  ...choice,
  ...(choice.tagged ? { tagged: { ...choice.tagged, fallback: 'auto' } } : {}),
});

function fields(native: Schema, features: ClaudeFeatures): Schema {
  // An older name of `thinking` that Converse knows (recorded for Claude 3.7 to 5.5).
  const older = features.thinking.length > 0 ? { reasoning_config: thinking(features.thinking) } : {};
  return {
    ...native,
    required: [],
    properties: { ...native.properties, ...older, tool_choice: choiceBesideConverse(toolChoice(features)) },
  };
}

/**
 * The members in the order in which what is wrong with them is told, as measured on Claude's own API, where
 * members that are missing come first and unknown ones last; `anthropic_version` is of Bedrock alone. Null counts as
 * absence in few members only, `metadata` and `stop_sequences` among them.
 */
function schema(features: ClaudeFeatures): Schema {
  return closed(
    {
      ...(features.tools ? { tool_choice: toolChoice(features), tools: list(tool(features)) } : {}),
      messages: list(message(features), {
        minItems: 1,
        says: { minItems: 'at least one message is required' },
      }),
      system: system(features),
      ...(features.thinking.length > 0 ? { thinking: thinking(features.thinking) } : {}),
      ...(features.outputConfig ? { output_config: outputConfig(features) } : {}),
      max_tokens: integer({
        minimum: 0,
        says: { minimum: NO_TOKEN },
        saysNow: { minimum: 'must be greater than or equal to 0' },
        source: 'new-api #3339',
      }),
      metadata: {
        ...closed({ user_id: { type: ['string', 'null'] } }, { source: [OWN_API] }),
        type: ['object', 'null'],
      },
      stop_sequences: { type: ['array', 'null'], items: text() },
      temperature: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        says: { minimum: 'range: 0..1', maximum: 'range: 0..1' },
        source: 'llmgateway #3268',
      },
      top_k: guessed({ type: 'integer', maximum: 500 }),
      top_p: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        says: { minimum: 'range: 0..1', maximum: 'range: 0..1' },
        source: [OWN_API],
      },
      anthropic_version: text({ source: 'new-api #3339', suggest: 'bedrock-2023-05-31' }),
      anthropic_beta: { type: ['array', 'null'], items: text() },
      context_management: { ...open({ edits: list(open()) }), source: 'claude-code #49548' },
      compaction: { ...open({ type: text() }), source: [COMPACTED] },
      mcp_servers: doubtful,
      container: doubtful,
      service_tier: doubtful,
      speed: doubtful,
      cache_control: {
        not: {},
        says: { not: EXTRA },
        source: 'litellm #26320',
        why: 'Bedrock knows marks on blocks alone; the mark of a whole request is one of Anthropic’s own API.',
      },
    },
    { required: ['messages', 'max_tokens', 'anthropic_version'], source: `litellm #30239; ${AWS_PAGE}` },
  );
}

/** The JSON schema that older models were held to had no null. */
const withoutNull = ({ properties = {}, ...rest }: Schema): Schema => ({
  ...rest,
  properties: Object.fromEntries(
    Object.entries(properties).map(([key, { type, ...member }]) => {
      const [first, ...more] = typeof type === 'object' ? type.filter((one) => one !== 'null') : [];
      const kept = first === undefined ? type : more.length === 0 ? first : [first, ...more];
      return [key, kept === undefined ? member : { ...member, type: kept }];
    }),
  ),
});

/** Who speaks: a JSON schema, or the model itself. */
const DIALECTS = { 'two forms': 'everit-forms', messages: 'everit', model: 'anthropic' } as const;

const hasMessages = (body: Json): boolean => isObject(body) && Object.hasOwn(body, 'messages');

const known = new Map<string, FamilyRules>();

/**
 * The rules of Claude on invoke: messages, or on Claude 2 and 3 the text form, which a body without
 * messages is read as. What a model takes depends on its generation.
 */
export function claudeRules(_base: string, body: Json, row: Partial<Capabilities>): FamilyRules {
  return !hasMessages(body) && (row.textForm?.is ?? null) !== null ? claudeText : messagesRules(row, body);
}

/** The rules of a row for bodies that unlock nothing: most do not, and taking a row apart takes longer than a small body. */
const ofRow = new WeakMap<Partial<Capabilities>, FamilyRules>();

function messagesRules(row: Partial<Capabilities>, body: Json): FamilyRules {
  const unlocked = unlockedBy(body);
  const plain = unlocked.length === 0;
  const rules = (plain ? ofRow.get(row) : undefined) ?? rulesOf(claudeFeatures(row, unlocked));
  if (plain) ofRow.set(row, rules);
  return rules;
}

function rulesOf(features: ClaudeFeatures): FamilyRules {
  const id = `anthropic/${JSON.stringify(features)}`;
  const found = known.get(id);
  if (found) return found;
  const native = features.bodySchema === null ? schema(features) : withoutNull(schema(features));
  const rules = family({
    id,
    dialect: DIALECTS[features.bodySchema ?? 'model'],
    source: AWS_PAGE,
    schema: native,
    fields: fields(native, features),
    checks: MESSAGES_CHECKS,
    compose: composeMessages,
  });
  known.set(id, rules);
  return rules;
}
