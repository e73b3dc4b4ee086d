import { child } from '../../json/pointer.ts';
import { type PromptTemplate, PromptWriter, roleOf } from './prompt.ts';
import { pythonStrip, pythonText } from './python-text.ts';

/**
 * Llama 3 and 4 instruct: a header with the role in front of each message, whose text is trimmed;
 * content parts arrive as Python source, absent content as nothing.
 * Source: litellm `constants.py`, the template kept for Meta-Llama-3-8B-Instruct, 1.87 to 1.109.
 */
export const llama3Instruct: PromptTemplate = (messages) => {
  const writer = new PromptWriter();
  messages.forEach((message, i) => {
    if (i === 0) writer.literal('<|begin_of_text|>');
    writer.literal('<|start_header_id|>').from(child(message.at, 'role'), roleOf(message));
    writer.literal('<|end_header_id|>\n\n');
    const content = message.value.content;
    if (content !== undefined) {
      writer.from(child(message.at, 'content'), pythonStrip(pythonText(content)));
    }
    writer.literal('<|eot_id|>');
  });
  return writer.literal('<|start_header_id|>assistant<|end_header_id|>\n\n').finish();
};
