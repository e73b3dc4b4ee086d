import { isArray, isObject, type Json } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import { type Rule, rule } from '../../ledger/rule.ts';
import type { Message } from '../../messages/message.ts';

const NO_TEXT: Rule = rule({
  id: 'build.strict.no-text',
  stage: 'build',
  fate: 'dropped',
  text: 'This body form takes text only; the part is left out.',
  source: 'Strata strict profile',
});

const textOf = (part: Json): string | null => {
  if (typeof part === 'string') return part;
  return isObject(part) && part.type === 'text' && typeof part.text === 'string' ? part.text : null;
};

/** The message with its content as one string: text parts joined by line breaks, other parts noted as dropped. */
function plain(message: Message, context: Context): Message {
  const { content } = message.value;
  if (typeof content === 'string') return message;
  const parts = isArray(content) ? content : [];
  parts.forEach((part, i) => {
    if (textOf(part) === null) context.trace.note(child(message.contentAt, i), NO_TEXT);
  });
  const text = parts.flatMap((part) => textOf(part) ?? []).join('\n');
  return { ...message, value: { ...message.value, content: text } };
}

/** For the strict profile: messages whose content is a string, so that no template can trip over them. */
export function plainTexts(messages: readonly Message[], context: Context): readonly Message[] {
  return messages.map((message) => plain(message, context));
}
