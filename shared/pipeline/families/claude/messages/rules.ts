import { rulesIn } from '../../../ledger/rule.ts';

const built = rulesIn('build', 'claude', 'LiteLLM anthropic_messages_pt');

/** What happens to messages on their way into the Anthropic form. */
export const MESSAGE_RULES = {
  turn: built(
    'turn',
    'mapped',
    'Messages of one side in a row become one turn; tool results count as the user’s side.',
  ),
  text: built('text', 'mapped', 'Text becomes a text block.'),
  textKept: built('text-kept', 'kept', 'The text itself goes unchanged.'),
  placeholder: built(
    'empty-text',
    'mapped',
    'Claude refuses empty text; LiteLLM sends a placeholder sentence in its place.',
    'warning',
  ),
  emptyDropped: built(
    'empty-text-dropped',
    'dropped',
    'Claude refuses empty text; LiteLLM leaves the block out.',
    'info',
  ),
  trimmed: built(
    'trailing-space',
    'mapped',
    'Claude refuses white space at the end of a prefilled answer; LiteLLM cuts it off.',
  ),
  image: built('image', 'mapped', 'A data URL becomes an image block with media type and base64 data.'),
  document: built('document', 'mapped', 'A file becomes a document block with media type and base64 data.'),
  fileId: built('file-id', 'mapped', 'A file id or web address becomes the source of a block.'),
  fileName: built(
    'file-name',
    'dropped',
    'The file’s name has no place in Claude’s document block; it is not sent.',
  ),
  detail: built(
    'image-detail',
    'dropped',
    'Claude knows no image detail levels; the value is not sent.',
    'info',
  ),
  kept: built('block-kept', 'kept', 'A block in Anthropic’s own form goes unchanged.'),
  cacheControl: built('cache-control', 'kept', 'cache_control stays with its block.'),
  cacheControlNull: built(
    'cache-control-null',
    'mapped',
    'Up to 1.81.5 a text in the result of a tool has a cache_control, null where none was asked for.',
  ),
  toolUse: built('tool-use', 'mapped', 'A tool call becomes a tool_use block.'),
  toolInput: built('tool-input', 'mapped', 'The arguments are parsed: Claude takes an object, not a string.'),
  toolId: built('tool-id', 'mapped', 'Characters that Claude does not take in ids become underscores.'),
  toolName: built(
    'tool-name-in-history',
    'mapped',
    'Characters that Claude does not take in tool names become underscores.',
  ),
  toolResult: built('tool-result', 'mapped', 'A tool message becomes a tool_result block in a user turn.'),
  thinking: built('thinking', 'kept', 'Thinking blocks are sent back unchanged, signature included.'),
  thinkingDropped: built(
    'thinking-dropped',
    'dropped',
    'A thinking block without a signature is left out; Claude would refuse it.',
    'info',
  ),
  thinkingPaused: built(
    'thinking-paused',
    'dropped',
    'The turn stopped before Claude’s own tool ran; its thinking cannot be sent back.',
    'info',
  ),
  thinkingRepeated: built(
    'thinking-repeated',
    'dropped',
    'The same thinking block stands in the content already; it is sent once.',
    'info',
  ),
  duplicateCall: built(
    'duplicate-call',
    'dropped',
    'A tool call with this id stands in the turn already; ids must be unique.',
    'info',
  ),
  unknownPart: built('unknown-part', 'dropped', 'LiteLLM does not know this kind of part and leaves it out.'),
  unknownCall: built(
    'unknown-call',
    'dropped',
    'Only calls of type function are sent; this one is left out.',
  ),
  name: built('name', 'dropped', 'Claude knows no message names; the value is not sent.'),
  ignored: built(
    'message-key',
    'dropped',
    'This key of the message has no place in Claude’s form; it is not sent.',
  ),
  emptyMessage: built('empty-message', 'dropped', 'A message without content is left out.'),
  system: built('system', 'mapped', 'System and developer messages move into the system list.'),
  systemRole: built('system-role', 'consumed', 'The place in the body says whose word this is.'),
  emptySystem: built('empty-system', 'dropped', 'An empty system text is left out.', 'info'),
  billing: built(
    'billing-header',
    'dropped',
    'A billing line of Claude Code is taken out of the system prompt.',
    'info',
  ),
  systemTurn: built(
    'system-turn',
    'mapped',
    'A system message in the middle of the conversation stays there as a system turn.',
  ),
  systemAsUser: built(
    'system-as-user',
    'mapped',
    'A system message in the middle of the conversation becomes a user turn with an operator’s note.',
    'warning',
  ),
  systemNote: built('system-note', 'added', 'LiteLLM explains that this turn was a system message.'),
} as const;
