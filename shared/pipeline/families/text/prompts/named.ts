import type { Message } from '../../../messages/message.ts';
import { joinedByBlanks } from './plain.ts';
import { type PromptForm, type PromptTemplate, PromptWriter, promptForm, roleOf } from './prompt.ts';
import { type RoleMarks, roleMarked } from './role-marked.ts';

const SOURCE = 'LiteLLM prompt_templates/factory.py, prompt_factory';

const form = (id: string, label: string, render: PromptTemplate): PromptForm =>
  promptForm(
    id,
    `All messages become one string in the ${label} template, which hf_model_name asks for.`,
    SOURCE,
    render,
  );

type Marks = Readonly<Record<string, RoleMarks>>;

/** Writes the text of the roles it knows between two marks; on anything but text the plain template stands in. */
const labelled =
  (marks: Marks): PromptTemplate =>
  (messages) => {
    if (messages.some(({ value }) => typeof value.content !== 'string'))
      return joinedByBlanks.render(messages);
    const writer = new PromptWriter();
    for (const message of messages) write(writer, message, marks);
    return writer.finish();
  };

function write(writer: PromptWriter, message: Message, marks: Marks): void {
  const role = roleOf(message);
  const own = Object.hasOwn(marks, role) ? marks[role] : undefined;
  const { content } = message.value;
  if (!own || typeof content !== 'string') return;
  writer.open(message);
  writer
    .literal(own.before ?? '')
    .from(message.contentAt, content)
    .literal(own.after ?? '');
}

const between = (system: string, user: string, assistant: string, after: string): Marks => ({
  system: { before: system, after },
  user: { before: user, after },
  assistant: { before: assistant, after },
});

export const alpaca = form(
  'alpaca',
  'Alpaca',
  roleMarked({
    bos: '<s>',
    eos: '</s>',
    roles: between('### Instruction:\n', '### Instruction:\n', '### Response:\n', '\n\n'),
  }),
);

export const mptChat = form(
  'mpt',
  'MPT chat',
  labelled(between('<|im_start|>system', '<|im_start|>user', '<|im_start|>assistant', '<|im_end|>\n')),
);

export const wizardCoder = form(
  'wizardcoder',
  'WizardCoder',
  labelled(between('', '### Instruction:\n', '### Response:\n', '\n\n')),
);

export const phind = form(
  'phind',
  'Phind CodeLlama',
  labelled(between('### System Prompt\n', '### User Message\n', '### Assistant\n', '\n\n')),
);
