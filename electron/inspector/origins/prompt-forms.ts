import type { JsonObject } from '../../../shared/json/json.ts';

interface Turn {
  readonly role: string;
  readonly before: string;
  /** What closes the turn; without it a turn goes on to the next mark. */
  readonly after?: string;
}

/** How one of LiteLLM's templates marks the turns of a conversation. */
export interface PromptForm {
  readonly start: string;
  /** Who says what stands in front of the first mark. */
  readonly lead?: string;
  /** The first that fits is taken. */
  readonly turns: readonly Turn[];
  /** How a prompt may end, behind the last turn. */
  readonly ends: readonly string[];
  /** The name of the form in front of the ARN of an imported model (`llama/arn:…`). */
  readonly imported: readonly string[];
  /** A model of this form: it stands for one that only an ARN names. */
  readonly model: string | null;
}

const ROLES = ['system', 'user', 'assistant', 'tool'] as const;

const sameForAll = (before: (role: string) => string, after: string): readonly Turn[] =>
  ROLES.map((role) => ({ role, before: before(role), after }));

/**
 * The templates that LiteLLM writes raw prompts in, and how they are read again.
 * Source: litellm `prompt_templates/factory.py`, `constants.py`, `amazon_qwen3_transformation.py`, 1.80 to 1.110.
 */
export const PROMPT_FORMS: readonly PromptForm[] = [
  {
    start: '<|begin_of_text|>',
    turns: sameForAll((role) => `<|start_header_id|>${role}<|end_header_id|>\n\n`, '<|eot_id|>'),
    ends: ['<|start_header_id|>assistant<|end_header_id|>\n\n'],
    imported: ['llama'],
    model: 'meta.llama3-1-70b-instruct-v1:0',
  },
  {
    start: '<s>',
    turns: [
      { role: 'system', before: '[INST] <<SYS>>\n', after: '\n<</SYS>>\n [/INST]\n' },
      { role: 'system', before: '<s>[INST] <<SYS>>\n', after: '\n<</SYS>>\n [/INST]\n' },
      { role: 'user', before: '[INST] ', after: ' [/INST]\n' },
      { role: 'assistant', before: '', after: '\n</s>' },
    ],
    ends: [''],
    imported: [],
    model: 'meta.llama2-13b-chat-v1',
  },
  {
    start: '<s>',
    turns: [
      { role: 'system', before: '[INST] \n', after: ' [/INST]\n' },
      { role: 'user', before: '[INST] ', after: ' [/INST]\n' },
      { role: 'assistant', before: ' ', after: '</s> ' },
    ],
    ends: [''],
    imported: [],
    model: 'mistral.mistral-7b-instruct-v0:2',
  },
  {
    start: '',
    turns: sameForAll((role) => `<|im_start|>${role}\n`, '<|im_end|>\n'),
    ends: ['<|im_start|>assistant\n'],
    imported: ['qwen3', 'qwen2'],
    model: 'qwen.qwen3-32b-v1:0',
  },
  {
    start: '<｜begin▁of▁sentence｜>',
    lead: 'system',
    turns: [
      { role: 'user', before: '<｜User｜>' },
      { role: 'assistant', before: '<｜Assistant｜>', after: '<｜end▁of▁sentence｜>' },
    ],
    ends: ['<｜Assistant｜><think>\n'],
    imported: ['deepseek_r1'],
    model: null,
  },
  {
    start: '',
    turns: [
      { role: 'system', before: '\n\nUser: <admin>', after: '</admin>' },
      { role: 'user', before: '\n\nUser: ' },
      { role: 'assistant', before: '\n\nBot: ' },
    ],
    ends: ['\n\nBot: ', ''],
    imported: [],
    model: 'amazon.titan-text-express-v1',
  },
];

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Finds the next mark that opens a turn. */
const nextMark = (form: PromptForm): RegExp =>
  new RegExp(form.turns.flatMap(({ before }) => (before === '' ? [] : [literal(before)])).join('|'), 'g');

/** What stands between the form's start and its end; null where the prompt has not both. */
function between(prompt: string, { start, ends }: PromptForm): string | null {
  if (!prompt.startsWith(start)) return null;
  const rest = prompt.slice(start.length);
  const end = ends.find((one) => rest.endsWith(one));
  return end === undefined ? null : rest.slice(0, rest.length - end.length);
}

/** The messages of a chat completion behind a prompt of this form; null where it is of another. */
export function messagesBehind(prompt: string, form: PromptForm): readonly JsonObject[] | null {
  const text = between(prompt, form);
  if (text === null) return null;
  const marks = nextMark(form);
  const endAt = (from: number, after: string | undefined): number => {
    if (after !== undefined) return text.indexOf(after, from);
    marks.lastIndex = from;
    return marks.exec(text)?.index ?? text.length;
  };
  const messages: JsonObject[] = [];
  for (let at = 0; at < text.length; ) {
    const leads = at === 0 && form.lead !== undefined;
    const turn =
      form.turns.find(({ before }) => text.startsWith(before, at)) ??
      (leads ? { role: form.lead, before: '' } : null);
    if (turn === null) return null;
    const from = at + turn.before.length;
    const to = endAt(from, turn.after);
    if (to < 0) return null;
    messages.push({ role: turn.role, content: text.slice(from, to) });
    at = to + (turn.after?.length ?? 0);
  }
  return messages.length === 0 ? null : messages;
}
