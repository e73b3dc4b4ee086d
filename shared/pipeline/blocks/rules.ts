import { type Rule, rule } from '../ledger/rule.ts';

const SOURCE = 'LiteLLM AmazonAnthropicClaudeMessagesConfig, AnthropicMessagesConfig';

type Definition = Pick<Rule, 'fate' | 'text'> & Partial<Pick<Rule, 'severity' | 'source'>>;

const at =
  (stage: Rule['stage']) =>
  (id: string, fate: Rule['fate'], text: string, more: Partial<Definition> = {}): Rule =>
    rule({ id: `${stage}.messages.${id}`, stage, fate, text, source: SOURCE, ...more });

const filtering = at('filter');
const mapping = at('map');
const building = at('build');

/** What the Anthropic messages API does with the values of a request, one sentence each. */
export const MESSAGES_RULES = {
  kept: building('kept', 'kept', 'Already in the form Bedrock takes; sent unchanged.'),
  null: filtering('null', 'consumed', 'null counts as not set.'),
  internal: filtering(
    'internal',
    'consumed',
    'LiteLLM knows this name as one of its own parameters; it is not sent.',
  ),
  unknown: filtering(
    'unknown',
    'dropped',
    'The messages API hands on the parameters of Anthropic’s API alone; this one is not sent and no error says so.',
  ),
  stream: mapping(
    'stream',
    'moved',
    'Streaming is chosen by the URL path; Bedrock takes no stream in the body.',
  ),
  noStream: mapping('no-stream', 'consumed', 'Not streaming is the default; nothing has to be sent.'),
  additionalDrop: mapping(
    'additional-drop-params',
    'dropped',
    'Not sent because additional_drop_params names it.',
    {
      severity: 'info',
    },
  ),
  metadataLost: mapping('metadata', 'dropped', 'Of metadata only user_id is sent.'),
  notAllowed: filtering(
    'not-allowed',
    'dropped',
    'Not among the fields that LiteLLM lets through to InvokeModel; it is not sent and no error says so.',
  ),
  speedLost: mapping('speed', 'dropped', 'Bedrock has no fast mode; with drop_params the value is left out.'),
  tierLost: mapping('service_tier', 'dropped', 'LiteLLM hands no service_tier to Bedrock here.'),
  samplingLost: mapping(
    'sampling',
    'dropped',
    'This model no longer takes the parameter; with drop_params it is left out.',
  ),
  effort: mapping(
    'reasoning_effort',
    'mapped',
    'The effort becomes a thinking budget, or an effort in output_config.',
  ),
  effortNone: mapping(
    'reasoning_effort-none',
    'consumed',
    'No effort: thinking and output_config are taken out.',
  ),
  effortLost: mapping(
    'reasoning_effort-lost',
    'dropped',
    'thinking and output_config are given and win, or the value is not a word.',
  ),
  effortClears: mapping('reasoning_effort-clears', 'dropped', 'reasoning_effort none takes this out.'),
  effortCapped: mapping(
    'effort-capped',
    'mapped',
    'Bedrock takes no higher effort for this model; it is lowered.',
  ),
  thinkingAdaptive: mapping(
    'thinking-adaptive',
    'mapped',
    'This model decides itself how long to think: the budget becomes an effort.',
    { severity: 'warning' },
  ),
  thinkingLegacy: mapping(
    'thinking-legacy',
    'mapped',
    'This model knows no adaptive thinking: the effort becomes a thinking budget.',
    { severity: 'warning' },
  ),
  thinkingLost: mapping(
    'thinking-lost',
    'dropped',
    'This model takes no adaptive thinking; the value is left out.',
  ),
  thinkingForClear: building(
    'thinking-for-clear',
    'added',
    'Clearing thinking needs thinking; LiteLLM turns it on with the least budget.',
  ),
  thinkingReplaced: building(
    'thinking-replaced',
    'dropped',
    'Thinking that LiteLLM makes up takes the place of this value.',
  ),
  gatedLost: building(
    'beta-gated',
    'dropped',
    'Claude takes this only with a beta that is not sent, and never in the user’s turn; with drop_params it is left out.',
  ),
  systemTurnEmptied: building(
    'system-emptied',
    'dropped',
    'Nothing is left of this system message without what only betas unlock; with drop_params it is left out.',
  ),
  temperatureLost: mapping(
    'temperature-thinking',
    'dropped',
    'While a model thinks it takes no temperature but 1; the value is left out.',
  ),
  contextMapped: mapping(
    'context_management',
    'mapped',
    'OpenAI’s compaction becomes an edit of Anthropic’s.',
  ),
  contextLost: building(
    'context_management-edits',
    'dropped',
    'Bedrock does not know this edit; it is taken out.',
  ),
  billing: mapping(
    'billing-header',
    'dropped',
    'A billing note of Claude Code; Bedrock refuses it, so it is taken out.',
    {
      severity: 'info',
    },
  ),
  systemEmpty: mapping('system-empty', 'consumed', 'An empty system prompt is not sent.'),
  systemList: building('system-list', 'mapped', 'The system prompt becomes a list of text blocks.'),
  systemHoisted: building(
    'system-hoisted',
    'mapped',
    'System messages that open the conversation move into system.',
  ),
  systemTurn: building(
    'system-turn',
    'mapped',
    'This model takes no system messages within the conversation; it becomes a user turn with a note in front.',
    { severity: 'warning' },
  ),
  systemNote: building(
    'system-note',
    'added',
    'The note that LiteLLM writes in front of a former system message.',
  ),
  systemTurnMember: building(
    'system-turn-member',
    'dropped',
    'Only the content of a former system message is sent.',
  ),
  unsignedThinking: building(
    'unsigned-thinking',
    'dropped',
    'Claude refuses thinking that it did not sign; the block is taken out.',
  ),
  emptyBlock: building(
    'empty-block',
    'dropped',
    'Anthropic refuses empty text and unsigned empty thinking; the block is taken out.',
    {
      severity: 'info',
    },
  ),
  advisor: building(
    'advisor',
    'dropped',
    'A block of the advisor tool, which the request does not name; it is taken out.',
    {
      severity: 'info',
    },
  ),
  toolUseId: building(
    'tool-use-id',
    'mapped',
    'Characters that Anthropic does not take in tool use ids become underscores.',
  ),
  redactedData: building(
    'redacted-data',
    'mapped',
    'Data of redacted thinking that Converse wrapped in base64 once more; Claude’s own is sent.',
  ),
  cacheScope: building(
    'cache-scope',
    'dropped',
    'Bedrock knows no scope of a prompt cache; it is taken out.',
    { severity: 'info' },
  ),
  cacheTtl: building(
    'cache-ttl',
    'dropped',
    'LiteLLM sends this time to live of a prompt cache only to models it knows to take it.',
  ),
  providerFields: building(
    'provider-fields',
    'dropped',
    'A note of LiteLLM’s own on a block; it is taken out.',
    { severity: 'info' },
  ),
  toolCustom: building(
    'tool-custom',
    'dropped',
    'Bedrock refuses a custom member in a tool; LiteLLM takes it out.',
    { severity: 'info' },
  ),
  toolDeferred: building('tool-deferred', 'renamed', 'custom.defer_loading moves up to defer_loading.'),
  toolStreaming: building(
    'tool-streaming',
    'mapped',
    'eager_input_streaming becomes a beta; the member itself is taken out.',
  ),
  toolName: building('tool-name', 'added', 'Bedrock wants a name for every tool; LiteLLM makes one up.'),
  toolSchema: building(
    'tool-schema',
    'mapped',
    'type custom in a schema becomes object, which Bedrock knows.',
  ),
  formatInline: building(
    'output-format-inline',
    'mapped',
    'The JSON schema is written as text behind the last user message; nothing enforces it.',
    { severity: 'warning' },
  ),
  formatNative: building('output-format-native', 'mapped', 'The JSON schema goes into output_config.format.'),
  formatLost: building(
    'output-format-lost',
    'dropped',
    'Without a schema nothing of the output format is sent.',
  ),
  configLost: building(
    'output_config',
    'dropped',
    'LiteLLM lists no support for output_config on this model; it is not sent and no error says so.',
  ),
  version: building('anthropic_version', 'added', 'Bedrock wants its own version of Anthropic’s API here.'),
  betaKept: building(
    'anthropic_beta',
    'mapped',
    'The anthropic-beta header is repeated in the body, where Bedrock reads it.',
  ),
  betaAdded: building('anthropic_beta-added', 'added', 'A feature in use needs this beta; LiteLLM adds it.'),
  betaLost: building(
    'anthropic-beta-lost',
    'dropped',
    'LiteLLM knows no counterpart of this beta on Bedrock; it is not sent.',
  ),
} as const;
