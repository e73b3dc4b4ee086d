/*
 * Sentences and names that LiteLLM puts into conversations of its own accord, the same for every body form.
 */

/** Stands in front of a system message that becomes a user turn. Source: LiteLLM 1.109. */
export const OPERATOR_NOTE =
  'Operator note (not from the user): the following was originally a mid-conversation system-role reminder.';

/** Stands in a tool result whose image follows it. Source: LiteLLM 1.109 tool_result_images. */
export const IMAGE_FOLLOWS = '[Tool returned an image - see the following user message]';

/** The tool whose input is the answer, where a schema cannot be asked for otherwise. Source: RESPONSE_FORMAT_TOOL_NAME. */
export const ANSWER_TOOL = 'json_tool_call';

/** What that tool says of itself where it cannot be forced. Source: LiteLLM 1.110. */
export const CALL_TO_ANSWER =
  'When you are ready to answer, call this tool with your final answer as its input. Do not reply in plain text.';
