import { rule, rulesIn } from '../../ledger/rule.ts';

const SOURCE = 'LiteLLM AnthropicConfig, AmazonAnthropicClaudeConfig';

const mapping = rulesIn('map', 'claude', SOURCE);

const building = rulesIn('build', 'claude', SOURCE);

/** What happens to parameters on their way into a Claude body. */
export const CLAUDE_RULES = {
  maxTokens: mapping('max_tokens', 'kept', 'Claude wants max_tokens under the same name.'),
  maxCompletionTokens: mapping('max_completion_tokens', 'renamed', 'Claude calls it max_tokens.'),
  roundedTokens: mapping(
    'rounded-tokens',
    'mapped',
    'The number of tokens is rounded: Claude takes whole numbers.',
  ),
  temperature: mapping('temperature', 'kept', 'Sent under the same name.'),
  topP: mapping('top_p', 'kept', 'Sent under the same name.'),
  samplingGone: mapping(
    'sampling-gone',
    'dropped',
    'This model no longer takes temperature, top_p and top_k; with drop_params the value is left out in silence.',
  ),
  speedLost: mapping('speed', 'dropped', 'Bedrock has no fast mode; with drop_params the value is left out.'),
  stop: mapping('stop', 'mapped', 'Claude calls it stop_sequences and wants a list.'),
  stopLost: mapping('stop-lost', 'dropped', 'stop holds no sequence that could be sent.'),
  stream: rule({
    id: 'map.claude.stream',
    stage: 'map',
    fate: 'moved',
    text: 'Streaming is chosen by the URL path; Bedrock takes no stream in the body.',
    source: SOURCE,
  }),
  noStream: mapping('no-stream', 'consumed', 'Not streaming is the default; nothing has to be sent.'),
  user: mapping('user', 'mapped', 'The user id becomes metadata.user_id.'),
  userLost: mapping(
    'user-lost',
    'dropped',
    'Claude takes no e-mail address or phone number as user id; the value is not sent and no error says so.',
  ),
  tools: mapping('tools', 'mapped', 'Tools take Claude’s form: name, description, input_schema.'),
  tool: mapping('tool', 'mapped', 'The function’s members move up; parameters becomes input_schema.'),
  toolMember: mapping('tool-member', 'kept', 'The value goes unchanged.'),
  toolLost: mapping(
    'tool-lost',
    'dropped',
    'This member of a tool has no place in Claude’s form; it is not sent.',
  ),
  schemaMember: mapping('schema-member', 'kept', 'This part of the JSON schema goes unchanged.'),
  schemaLost: mapping(
    'schema-lost',
    'dropped',
    'Of a tool’s schema only type, properties, additionalProperties, required, $defs and strict are sent.',
  ),
  schemaType: mapping('schema-type', 'mapped', 'Claude wants type object at the top of a tool’s schema.'),
  schemaDefault: mapping('schema-default', 'added', 'Claude wants a schema, even an empty one.'),
  schemaInlined: mapping(
    'schema-inlined',
    'mapped',
    'References into definitions are replaced by what they name.',
  ),
  ownTool: mapping('own-tool', 'kept', 'A tool in Anthropic’s own form goes unchanged.'),
  hostedTool: mapping('hosted-tool', 'kept', 'One of Anthropic’s own tools: its members go unchanged.'),
  toolSearch: mapping('tool-search', 'mapped', 'Bedrock knows the tool search under another type name.'),
  toolSearchLost: mapping(
    'tool-search-lost',
    'dropped',
    'OpenAI’s tool_search is left out: another search is there, or the model has none.',
  ),
  toolSearchGone: mapping('tool-search-gone', 'dropped', 'Bedrock does not know this kind of tool search.'),
  mcpServer: mapping('mcp-server', 'mapped', 'An MCP server moves from tools to mcp_servers.'),
  customGone: mapping(
    'tool-custom',
    'dropped',
    'Bedrock refuses a custom member in a tool; LiteLLM takes it out.',
    'info',
  ),
  toolName: building(
    'tool-name',
    'mapped',
    'Characters that Claude does not take in tool names become underscores.',
  ),
  dummyTool: building(
    'dummy-tool',
    'added',
    'The conversation holds tool calls but no tools are given; LiteLLM adds a stand-in so that Claude accepts it.',
  ),
  codeTool: building(
    'code-tool',
    'added',
    'An uploaded file needs the code execution tool; LiteLLM adds it.',
  ),
  toolChoice: mapping('tool_choice', 'mapped', 'tool_choice becomes an object; required is called any.'),
  toolChoiceLost: mapping(
    'tool_choice-lost',
    'dropped',
    'LiteLLM cannot read this tool_choice and leaves it out.',
  ),
  toolChoiceAuto: mapping(
    'tool_choice-auto',
    'mapped',
    'This model cannot be forced to use a tool; with drop_params the choice becomes auto.',
    'warning',
  ),
  parallel: mapping(
    'parallel_tool_calls',
    'mapped',
    'Turned round into tool_choice.disable_parallel_tool_use.',
  ),
  parallelLost: mapping(
    'parallel-lost',
    'dropped',
    'With tool_choice none there are no calls to run in parallel.',
    'info',
  ),
  overridden: mapping('tool_choice-forced', 'dropped', 'A later parameter decides the tool choice.'),
  shortRefs: mapping(
    'response_format-references',
    'mapped',
    'LiteLLM writes the references in the schema the way Claude’s own API has them.',
  ),
  schemaTool: mapping(
    'response_format',
    'mapped',
    'The JSON schema becomes a made-up tool that Claude is told to call.',
  ),
  schemaToolChoice: mapping(
    'response_format-choice',
    'mapped',
    'Claude is forced to call the made-up schema tool.',
  ),
  schemaLostFormat: mapping(
    'response_format-lost',
    'dropped',
    'Without a JSON schema response_format has no counterpart on Claude; it is not sent and no error says so.',
  ),
  nativeSchema: mapping(
    'response_format-native',
    'mapped',
    'The JSON schema goes into output_config.format; constraints that Claude cannot enforce become remarks.',
  ),
  thinking: mapping('thinking', 'kept', 'Sent under the same name.'),
  thinkingSpelling: mapping('thinking-spelling', 'renamed', 'budgetTokens is called budget_tokens.'),
  thinkingAdaptive: mapping(
    'thinking-adaptive',
    'mapped',
    'This model decides itself how long to think: the budget becomes an effort.',
    'warning',
  ),
  thinkingLegacy: mapping(
    'thinking-legacy',
    'mapped',
    'This model knows no adaptive thinking: LiteLLM sends a medium budget instead.',
    'warning',
  ),
  thinkingLost: mapping(
    'thinking-lost',
    'dropped',
    'There is no room for a thinking budget below max_tokens.',
  ),
  thinkingDisabledLost: building(
    'thinking-disabled',
    'dropped',
    'This model always thinks and refuses to be told otherwise; the value is left out.',
  ),
  effort: mapping('reasoning_effort', 'mapped', 'The effort becomes a thinking budget.'),
  effortAdaptive: mapping(
    'reasoning_effort-adaptive',
    'mapped',
    'This model thinks adaptively: the effort becomes output_config.effort.',
  ),
  effortNone: mapping('reasoning_effort-none', 'consumed', 'No effort: nothing has to be sent.'),
  effortLost: mapping('reasoning_effort-lost', 'dropped', 'LiteLLM reads an effort only from a string.'),
  thinkingRoom: mapping(
    'thinking-room',
    'added',
    'max_tokens must exceed the thinking budget: 4096 tokens are added to it.',
  ),
  webSearch: mapping('web_search_options', 'mapped', 'Becomes Anthropic’s web search tool.'),
  contextManagement: mapping('context_management', 'kept', 'Already in Anthropic’s form; sent unchanged.'),
  contextMapped: mapping(
    'context_management-openai',
    'mapped',
    'OpenAI’s compaction becomes an edit of Anthropic’s.',
  ),
  contextLost: mapping(
    'context_management-lost',
    'dropped',
    'LiteLLM cannot read this context_management; it is not sent.',
  ),
  maxTokensDefault: building(
    'max_tokens-default',
    'added',
    'Claude wants max_tokens; LiteLLM sets a default.',
  ),
  version: building('anthropic_version', 'added', 'Bedrock wants its own version of Anthropic’s API here.'),
  system: building('system-list', 'mapped', 'System and developer messages form the system prompt.'),
  metadata: building(
    'metadata',
    'mapped',
    'Of LiteLLM’s metadata only user_id is sent, as metadata.user_id.',
  ),
  metadataReplaced: building('metadata-replaced', 'dropped', 'metadata.user_id of LiteLLM’s metadata wins.'),
  betaHeader: building(
    'anthropic_beta',
    'mapped',
    'The anthropic-beta header is repeated in the body, where Bedrock reads it.',
  ),
  betaAdded: building('anthropic_beta-added', 'added', 'A feature in use needs this beta; LiteLLM adds it.'),
  betaReplaced: building(
    'anthropic_beta-replaced',
    'dropped',
    'The betas of headers and features in use replace the anthropic_beta parameter; it is not sent.',
  ),
  effortClamped: building(
    'effort-clamped',
    'mapped',
    'Bedrock takes no higher effort for this model; it is lowered.',
  ),
  outputConfigLost: building(
    'output_config-lost',
    'dropped',
    'LiteLLM lists no support for output_config on this model; it is not sent and no error says so.',
  ),
  outputFormatLost: building(
    'output_format-lost',
    'dropped',
    'LiteLLM takes output_format out on the invoke route; the answer follows no schema.',
  ),
  outputFormatInline: building(
    'output_format-inline',
    'mapped',
    'The JSON schema is written as text behind the last user message; nothing enforces it.',
    'warning',
  ),
  outputFormatNative: building(
    'output_format-native',
    'mapped',
    'The JSON schema goes into output_config.format.',
  ),
  messages: building('messages', 'mapped', 'Messages take Anthropic’s form.'),
  internalGone: building(
    'internal',
    'consumed',
    'A parameter of LiteLLM’s own: taken out before the body is sent.',
  ),
  kept: building('kept', 'kept', 'Sent under the same name.'),
} as const;
