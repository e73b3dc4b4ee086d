import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { loads } from '../../../python/json.ts';
import { stripEnd } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { PromptWriter, promptForm, required, roleAt, roleOf } from './prompt.ts';

/**
 * Everything said, tool results excepted, with a blank line in between; roles are left out and
 * content parts make it fail.
 * Source: litellm `prompt_templates/factory.py`, `cohere_message_pt`, 1.87 to 1.109.
 */
export const cohereText = promptForm(
  'cohere',
  'The texts of all messages become one string with a blank line in between, and who said what is lost.',
  'LiteLLM prompt_templates/factory.py, cohere_message_pt',
  (messages) => {
    // The answers of tools are read here too, though only Command R sends them.
    cohereToolResults(messages);
    const writer = new PromptWriter();
    for (const message of messages) {
      const content = message.value.content;
      if (roleOf(message) === 'tool' || !isTruthy(content)) continue;
      if (typeof content !== 'string') crash('the Cohere template wants content as a string');
      writer.from(message.contentAt, content).literal('\n\n');
    }
    return writer.finish(stripEnd);
  },
);

/** A tool's answer in Cohere's form, and the incoming values each of its three parts is from. */
export interface CohereToolResult {
  readonly name: Json;
  readonly parameters: Json;
  readonly output: Json;
  readonly callFrom: readonly Pointer[];
  readonly outputFrom: readonly Pointer[];
}

interface ToolCall {
  readonly value: JsonObject;
  readonly at: Pointer;
}

function toolCallsOf(messages: readonly Message[]): readonly ToolCall[] {
  return messages.flatMap((message) => {
    const calls = message.value.tool_calls;
    if (!isArray(calls)) return [];
    const at = child(message.at, 'tool_calls');
    return calls.flatMap((call, i) => (isObject(call) ? [{ value: call, at: child(at, i) }] : []));
  });
}

function outputText(content: Json): string {
  if (typeof content === 'string') return content;
  if (!isArray(content)) return '';
  return content
    .map((part) => {
      if (!isObject(part) || part.type === undefined) return crash('a part of a tool message has no type');
      if (part.type !== 'text') return '';
      return typeof part.text === 'string' ? part.text : crash('a text part of a tool message has no text');
    })
    .join('');
}

/** A tool's answer: JSON where it is JSON, otherwise wrapped as `{result}`. */
function outputOf(content: Json): Json {
  const text = outputText(content);
  return text === '' ? {} : (loads(text) ?? { result: text });
}

/** What the arguments say; undefined where they are not JSON in a string, nor of length zero. */
const parametersOf = (source: Json): Json | undefined => {
  if (typeof source === 'string') return source === '' ? {} : loads(source);
  return typeof source === 'object' && !isTruthy(source) ? {} : undefined;
};

function toolResult(message: Message, calls: readonly ToolCall[]): CohereToolResult {
  const content = required(message, 'content');
  const id = message.value.tool_call_id;
  const call = calls.filter((one) => isTruthy(id) && one.value.id === id).pop();
  if (call && call.value.function === null) crash('the function of a tool call is null');
  const fn = call && isObject(call.value.function) ? call.value.function : {};
  const parameters = parametersOf(fn.arguments ?? '');
  if (parameters === undefined) crash('the arguments of a tool call are not JSON (JSONDecodeError)');
  const at = call ? child(call.at, 'function') : undefined;
  return {
    name: fn.name ?? '',
    parameters,
    output: outputOf(content),
    callFrom: [child(message.at, 'tool_call_id'), ...(call && at ? [child(call.at, 'id'), at] : [])],
    outputFrom: [roleAt(message), message.contentAt],
  };
}

/**
 * The answers of tools, in the order of the conversation.
 * Source: litellm `prompt_templates/factory.py`, `convert_openai_message_to_cohere_tool_result`.
 */
export function cohereToolResults(messages: readonly Message[]): readonly CohereToolResult[] {
  const calls = toolCallsOf(messages);
  return messages
    .filter((message) => roleOf(message) === 'tool')
    .map((message) => toolResult(message, calls));
}
