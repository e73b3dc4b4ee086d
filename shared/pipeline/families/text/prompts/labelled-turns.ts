import { crash } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { pythonText } from '../../../python/repr.ts';
import { type PromptTemplate, PromptWriter, promptForm, required, roleOf } from './prompt.ts';

/** The last message, which the template looks at to end on the model's label. */
function lastOf(messages: readonly Message[]): Message {
  return messages[messages.length - 1] ?? crash('there are no messages (IndexError)');
}

interface Labels {
  readonly human: string;
  readonly model: string;
}

/**
 * Makes a template of labelled turns: system prompts stand between `<admin>` tags in a human turn,
 * any role but user and system speaks as the model, and the prompt ends on the model's label
 * unless the last message already is the model's.
 * Source: litellm `prompt_templates/factory.py`, `amazon_titan_pt` and `anthropic_pt`, 1.87 to 1.109.
 */
function labelledTurns({ human, model }: Labels): PromptTemplate {
  return (messages) => {
    const writer = new PromptWriter();
    messages.forEach((message, i) => {
      const role = roleOf(message);
      const at = message.contentAt;
      writer.open(message);
      if (role === 'user') {
        writer.literal(human).from(at, pythonText(required(message, 'content')));
      } else if (role === 'system') {
        writer
          .literal(`${human}<admin>`)
          .from(at, pythonText(required(message, 'content')))
          .literal('</admin>');
      } else {
        if (i === 0 && role === 'assistant') writer.literal(human);
        writer.literal(model).from(at, pythonText(required(message, 'content')));
      }
    });
    if (roleOf(lastOf(messages)) !== 'assistant') writer.literal(model);
    return writer.finish();
  };
}

/** Amazon Titan Text: `User:` and `Bot:`. */
export const titanTurns = promptForm(
  'titan',
  'All messages become one string of turns, labelled User: and Bot:; system prompts stand between <admin> tags.',
  'LiteLLM prompt_templates/factory.py, amazon_titan_pt',
  labelledTurns({ human: '\n\nUser: ', model: '\n\nBot: ' }),
);

/** Claude Instant and Claude 2.0: `Human:` and `Assistant:`. */
export const claudeTurns = promptForm(
  'claude-text',
  'All messages become one string of turns, labelled Human: and Assistant:; system prompts stand between <admin> tags.',
  'LiteLLM prompt_templates/factory.py, anthropic_pt',
  labelledTurns({ human: '\n\nHuman: ', model: '\n\nAssistant: ' }),
);

/**
 * Claude 2.1: a system prompt stands bare in front, and is followed by an empty human turn where
 * the assistant speaks next. Other roles are left out.
 * Source: litellm `prompt_templates/factory.py`, `claude_2_1_pt`.
 */
export const claude21Turns = promptForm(
  'claude-2.1',
  'All messages become one string of turns, labelled Human: and Assistant:, with the system prompt bare in front.',
  'LiteLLM prompt_templates/factory.py, claude_2_1_pt',
  (messages) => {
    const human = '\n\nHuman: ';
    const model = '\n\nAssistant: ';
    const writer = new PromptWriter();
    messages.forEach((message, i) => {
      const role = roleOf(message);
      if (role !== 'user' && role !== 'system' && role !== 'assistant') return;
      const before = messages[i - 1];
      writer.open(message);
      if (role === 'user') writer.literal(human);
      else if (role === 'assistant') {
        if (before && roleOf(before) === 'system') writer.literal(human);
        writer.literal(model);
      }
      writer.from(message.contentAt, pythonText(required(message, 'content')));
    });
    if (roleOf(lastOf(messages)) !== 'assistant') writer.literal(model);
    return writer.finish();
  },
);
