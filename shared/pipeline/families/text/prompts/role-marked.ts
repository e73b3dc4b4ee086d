import { isArray, isObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { type PromptTemplate, PromptWriter, promptForm, required, roleOf } from './prompt.ts';

export interface RoleMarks {
  readonly before?: string;
  readonly after?: string;
}

/** A template that writes each message between two marks chosen by its role. */
export interface RoleMarkedTemplate {
  readonly roles: Readonly<Record<string, RoleMarks>>;
  readonly start?: string;
  readonly end?: string;
  /** Opens the prompt, and opens it anew at a system message that follows an assistant's. */
  readonly bos?: string;
  /** Closes each message of the assistant. */
  readonly eos?: string;
}

/** Writes the text of a message: a string, or the joined `text` members of its parts. */
function writeContent(writer: PromptWriter, message: Message, marks: RoleMarks): void {
  const content = required(message, 'content');
  const at = message.contentAt;
  if (typeof content === 'string') {
    writer
      .literal(marks.before ?? '')
      .from(at, content)
      .literal(marks.after ?? '');
  } else if (isArray(content)) {
    writer.literal(marks.before ?? '');
    content.forEach((part, i) => {
      if (!isObject(part)) crash('a content part is not an object');
      const text = part.text;
      if (typeof text !== 'string') return;
      if ('type' in part) writer.uses(child(child(at, i), 'type'));
      writer.from(child(child(at, i), 'text'), text);
    });
    writer.literal(marks.after ?? '');
  }
}

/**
 * Makes a template of the kind that LiteLLM calls a custom prompt.
 * Source: litellm `prompt_templates/factory.py`, `custom_prompt`, the same in 1.87, 1.90 and 1.109.
 */
export function roleMarked(template: RoleMarkedTemplate): PromptTemplate {
  const bos = template.bos ?? '';
  return (messages) => {
    const writer = new PromptWriter().literal(bos + (template.start ?? ''));
    let open = true;
    for (const message of messages) {
      const role = roleOf(message);
      if ((role === 'system' || role === 'human') && !open) {
        writer.literal(bos);
        open = true;
      }
      const marks = Object.hasOwn(template.roles, role) ? template.roles[role] : undefined;
      writer.open(message);
      writeContent(writer, message, marks ?? {});
      if (role === 'assistant') {
        writer.literal(template.eos ?? '');
        open = false;
      }
    }
    return writer.literal(template.end ?? '').finish();
  };
}

/** Llama 2 chat: `[INST]` around what people say, `<<SYS>>` around the system prompt. */
export const llama2Chat = promptForm(
  'llama-2',
  'All messages become one string in the Llama 2 template: [INST] around what people say, <<SYS>> around system prompts.',
  'LiteLLM prompt_templates/factory.py, llama_2_chat_pt',
  roleMarked({
    bos: '<s>',
    eos: '</s>',
    roles: {
      system: { before: '[INST] <<SYS>>\n', after: '\n<</SYS>>\n [/INST]\n' },
      user: { before: '[INST] ', after: ' [/INST]\n' },
      assistant: { after: '\n' },
    },
  }),
);

/** Mistral instruct: `[INST]` around system and user messages, `</s>` after the assistant's. */
export const mistralInstruct = promptForm(
  'mistral',
  'All messages become one string in the Mistral template: [INST] around what people say.',
  'LiteLLM prompt_templates/factory.py, mistral_instruct_pt',
  roleMarked({
    start: '<s>',
    roles: {
      system: { before: '[INST] \n', after: ' [/INST]\n' },
      user: { before: '[INST] ', after: ' [/INST]\n' },
      assistant: { before: ' ', after: '</s> ' },
    },
  }),
);
