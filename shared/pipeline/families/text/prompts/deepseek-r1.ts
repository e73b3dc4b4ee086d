import { crash } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { pythonText } from '../../../python/repr.ts';
import { PromptWriter, promptForm, roleOf } from './prompt.ts';

const THINK_END = '</think>';

/** The template adds content to a string; anything that is not a string makes it fail. */
function textOf(message: Message): string {
  const content = message.value.content;
  return typeof content === 'string' ? content : crash('the DeepSeek template wants content as a string');
}

/**
 * DeepSeek R1: only the last system prompt counts and stands in front; what the assistant thought
 * is cut away; unless a tool spoke last, the prompt ends with an opened `<think>`.
 * Source: litellm `constants.py`, the template kept for deepseek-r1-7b-instruct, 1.87 to 1.109.
 */
export const deepseekR1 = promptForm(
  'deepseek-r1',
  'All messages become one string in the DeepSeek R1 template; of several system prompts only the last one is in it.',
  'LiteLLM constants.py, known_tokenizer_config',
  (messages) => {
    const writer = new PromptWriter().literal('<｜begin▁of▁sentence｜>');
    const system = messages.filter((message) => roleOf(message) === 'system').pop();
    if (system) {
      writer.open(system);
      const content = system.value.content;
      if (content !== undefined) writer.from(system.contentAt, pythonText(content));
    }
    let afterTool = false;
    let firstOutput = true;
    for (const message of messages) {
      const at = message.contentAt;
      switch (roleOf(message)) {
        case 'user':
          afterTool = false;
          writer.open(message).literal('<｜User｜>').from(at, textOf(message));
          break;
        case 'assistant': {
          const text = textOf(message);
          if (afterTool) writer.open(message).literal('<｜tool▁outputs▁end｜>').from(at, text);
          else {
            const thought = text.lastIndexOf(THINK_END);
            const said = thought < 0 ? text : text.slice(thought + THINK_END.length);
            writer.open(message).literal('<｜Assistant｜>').from(at, said);
          }
          writer.literal('<｜end▁of▁sentence｜>');
          afterTool = false;
          break;
        }
        case 'tool':
          afterTool = true;
          writer.open(message).literal(firstOutput ? '<｜tool▁outputs▁begin｜>' : '\n');
          writer
            .literal('<｜tool▁output▁begin｜>')
            .from(at, textOf(message))
            .literal('<｜tool▁output▁end｜>');
          firstOutput = false;
          break;
      }
    }
    return writer.literal(afterTool ? '<｜tool▁outputs▁end｜>' : '<｜Assistant｜><think>\n').finish();
  },
);
