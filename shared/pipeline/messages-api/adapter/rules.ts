import { rulesIn } from '../../ledger/rule.ts';

const parsing = rulesIn('parse', 'adapter', 'LiteLLM LiteLLMAnthropicMessagesAdapter');

/**
 * What becomes of an Anthropic messages request on its way into OpenAI's form, where the model or
 * the route has no native messages API in LiteLLM.
 */
export const ADAPTER_RULES = {
  kept: parsing('kept', 'kept', 'The same in OpenAI’s form.'),
  mapped: parsing('mapped', 'mapped', 'Brought into OpenAI’s form first.'),
  added: parsing('added', 'added', 'OpenAI’s form wants this.'),
  autoSummary: parsing(
    'auto-summary',
    'added',
    'reasoning_auto_summary asks for a summary of what the model thinks.',
  ),
  streamOptions: parsing('stream-options', 'added', 'LiteLLM asks for usage at the end of a stream.'),
  mcpServers: parsing(
    'mcp-servers',
    'dropped',
    'LiteLLM cannot pass MCP servers to this route; with drop_params they and their tools are left out.',
  ),
  blockLost: parsing(
    'block',
    'dropped',
    'This kind of block has no counterpart in OpenAI’s form; it is not sent.',
  ),
  memberLost: parsing(
    'member',
    'dropped',
    'This member of a block has no counterpart in OpenAI’s form; it is not sent.',
  ),
  cacheLost: parsing('cache-control', 'dropped', 'LiteLLM hands cache_control on for Claude models only.'),
  shape: parsing(
    'shape',
    'consumed',
    'Says what kind of value this is; OpenAI’s form says it in its own way.',
  ),
  overridden: parsing(
    'overridden',
    'dropped',
    'Another parameter becomes the same one in OpenAI’s form and wins.',
  ),
  notStreaming: parsing('not-streaming', 'consumed', 'Not streaming is the default; nothing has to be sent.'),
  emptyValue: parsing('empty-value', 'consumed', 'An empty value counts as not set.'),
  emptyLost: parsing('empty', 'dropped', 'A message without content is left out.', 'info'),
  metadataLost: parsing('metadata', 'dropped', 'Of metadata only user_id has a counterpart, user.'),
  cacheKey: parsing(
    'prompt_cache_key',
    'mapped',
    'Claude Code names its session in user_id; the endpoint’s prompt cache goes by that.',
  ),
  thinkingLost: parsing(
    'thinking',
    'dropped',
    'Turned-off thinking has no counterpart for this model; it is not sent.',
    'info',
  ),
  configLost: parsing(
    'output_config',
    'dropped',
    'Of output_config only the format goes into OpenAI’s form here.',
  ),
  formatLost: parsing('output_format', 'dropped', 'Only a JSON schema has a counterpart in OpenAI’s form.'),
  contextConsumed: parsing(
    'context_management',
    'consumed',
    'LiteLLM edits the conversation itself instead of asking the model.',
  ),
  summarized: parsing(
    'summarized',
    'dropped',
    'An earlier part of the conversation; a summary stands for it.',
    'info',
  ),
  summary: parsing('summary', 'consumed', 'The summary of what was said before goes into the system prompt.'),
  cleared: parsing(
    'cleared',
    'mapped',
    'LiteLLM clears old tool results itself, as context_management asks.',
  ),
  container: parsing(
    'container',
    'dropped',
    'LiteLLM takes container for itself here and hands it to nobody.',
  ),
  betaLost: parsing(
    'anthropic-beta',
    'dropped',
    'LiteLLM knows none of these betas to work on Converse; the header is not sent.',
  ),
  betaBeaten: parsing('anthropic-beta-overridden', 'dropped', 'extra_headers names betas, too, and wins.'),
  null: parsing('null', 'consumed', 'null counts as not set.'),
  safeguards: parsing('safeguards', 'consumed', 'LiteLLM classifies tool calls itself here.'),
} as const;
