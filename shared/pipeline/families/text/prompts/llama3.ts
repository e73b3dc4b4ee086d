import { pythonText } from '../../../python/repr.ts';
import { strip } from '../../../python/space.ts';
import { PromptWriter, promptForm, roleAt, roleOf } from './prompt.ts';

/**
 * Llama 3 and 4 instruct: a header with the role in front of each message, whose text is trimmed;
 * content parts arrive as Python source, absent content as nothing.
 * Source: litellm `constants.py`, the template kept for Meta-Llama-3-8B-Instruct, 1.87 to 1.109.
 */
export const llama3Instruct = promptForm(
  'llama-3',
  'All messages become one string in the Llama 3 template: a header with the role in front of each text.',
  'LiteLLM constants.py, known_tokenizer_config',
  (messages) => {
    const writer = new PromptWriter();
    messages.forEach((message, i) => {
      if (i === 0) writer.literal('<|begin_of_text|>');
      writer.literal('<|start_header_id|>').from(roleAt(message), roleOf(message));
      writer.literal('<|end_header_id|>\n\n');
      const content = message.value.content;
      if (content !== undefined) {
        writer.from(message.contentAt, strip(pythonText(content)));
      }
      writer.literal('<|eot_id|>');
    });
    return writer.literal('<|start_header_id|>assistant<|end_header_id|>\n\n').finish();
  },
);
