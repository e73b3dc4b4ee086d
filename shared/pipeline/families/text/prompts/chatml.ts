import { isArray, isObject, type Json, type JsonArray } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { pythonText } from '../../../python/repr.ts';
import { PromptWriter, promptForm, roleOf } from './prompt.ts';

const IMAGE = '<|vision_start|><|image_pad|><|vision_end|>';

/** Text parts as they are, a placeholder for each image, nothing for other parts. */
function writeParts(writer: PromptWriter, parts: JsonArray, at: Pointer): void {
  parts.forEach((part, i) => {
    if (!isObject(part)) crash('a content part is not an object');
    const here = child(at, i);
    if (part.type === 'text') {
      const { text = '' } = part;
      if (typeof text !== 'string') crash('the text of a content part is not a string');
      writer.uses(child(here, 'type')).from(child(here, 'text'), text);
    } else if (part.type === 'image_url') {
      writer.from(child(here, 'type'), IMAGE);
    }
  });
}

/** A message of the assistant that calls tools is only its calls; what it said is left out. */
function writeToolCalls(writer: PromptWriter, calls: JsonArray, at: Pointer): void {
  calls.forEach((call, i) => {
    if (isObject(call) && call.function === null) crash('the function of a tool call is null');
    const fn = isObject(call) && isObject(call.function) ? call.function : {};
    const here = child(child(at, i), 'function');
    writer.literal('<|im_start|>assistant\n<tool_call>\n{"name": "');
    writer
      .from(child(here, 'name'), pythonText(fn.name === undefined ? '' : fn.name))
      .literal('", "arguments": "');
    writer.from(child(here, 'arguments'), pythonText(fn.arguments === undefined ? '' : fn.arguments));
    writer.literal('"}\n</tool_call><|im_end|>\n');
  });
}

function writeMessage(writer: PromptWriter, message: Message): void {
  const role = roleOf(message);
  if (!['system', 'user', 'assistant', 'tool'].includes(role)) return;
  writer.open(message);
  const calls: Json | undefined = message.value.tool_calls;
  if (role === 'assistant' && isArray(calls) && calls.length > 0) {
    writeToolCalls(writer, calls, child(message.at, 'tool_calls'));
    return;
  }
  const content = message.value.content;
  const at = message.contentAt;
  writer.literal(`<|im_start|>${role}\n`);
  if (role === 'user' && isArray(content)) writeParts(writer, content, at);
  else if (content !== undefined) writer.from(at, pythonText(content));
  writer.literal('<|im_end|>\n');
}

/**
 * Qwen's ChatML: `<|im_start|>role … <|im_end|>`, ending on an opened assistant turn.
 * Source: litellm `amazon_qwen3_transformation.py`, 1.87 to 1.109.
 */
export const chatMl = promptForm(
  'chatml',
  'All messages become one string in Qwen’s template: <|im_start|> and the role in front of each text.',
  'LiteLLM AmazonQwen3Config._convert_messages_to_prompt',
  (messages) => {
    const writer = new PromptWriter();
    for (const message of messages) writeMessage(writer, message);
    return writer.literal('<|im_start|>assistant\n').finish();
  },
);
