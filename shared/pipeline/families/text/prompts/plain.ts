import { crash } from '../../../call/failures.ts';
import { pythonText } from '../../../python/repr.ts';
import { PromptWriter, promptForm, required } from './prompt.ts';

/**
 * The contents joined by blanks, roles left out: what models get for which no template is known.
 * Content parts make it fail.
 * Source: litellm `prompt_templates/factory.py`, `default_pt`, 1.87 to 1.109.
 */
export const joinedByBlanks = promptForm(
  'joined',
  'No template is known for this model: the texts of all messages are joined by blanks, and who said what is lost.',
  'LiteLLM prompt_templates/factory.py, default_pt',
  (messages) => {
    const writer = new PromptWriter();
    messages.forEach((message, i) => {
      const content = required(message, 'content');
      if (typeof content !== 'string') crash('the plain template wants content as a string');
      writer.literal(i === 0 ? '' : ' ').from(message.contentAt, content);
    });
    return writer.finish();
  },
);

/**
 * The contents put behind one another without anything between them, content parts as Python
 * source: what AI21 gets.
 * Source: litellm `base_invoke_transformation.py`, `convert_messages_to_prompt`, 1.87 to 1.109.
 */
export const runTogether = promptForm(
  'run-together',
  'The texts of all messages are put behind one another without anything in between, and who said what is lost.',
  'LiteLLM AmazonInvokeConfig.convert_messages_to_prompt',
  (messages) => {
    const writer = new PromptWriter();
    for (const message of messages) {
      writer.from(message.contentAt, pythonText(required(message, 'content')));
    }
    return writer.finish();
  },
);
