import { isArray, isObject, type Json, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import type { Ask, OfferedTool } from './answer.ts';

/** An ask for nothing but text; families overwrite what their body says. */
export const PLAIN_ASK: Ask = {
  prompt: '',
  lastUser: '',
  hasToolResult: false,
  tools: [],
  toolChoice: 'auto',
  maxTokens: null,
  stops: [],
  reasoning: false,
  json: null,
};

export const numberOf = (value: Json | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const objectsOf = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];

/** The strings of a list; a single string counts as a list of one. */
export const stringsOf = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  return isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};

/** All text in message content: a string, or the `text` members of its blocks. */
export function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (isArray(content)) return content.map(contentText).filter(Boolean).join('\n');
  if (!isObject(content)) return '';
  const guarded = isObject(content.guardContent) ? contentText(content.guardContent.text) : '';
  return [textOf(content.text), contentText(content.content), guarded].filter(Boolean).join('\n');
}

/** Prompt, last user text of a list of role/content messages. */
export function readTurns(messages: readonly JsonObject[], system: string): Pick<Ask, 'prompt' | 'lastUser'> {
  const texts = messages.map((message) => contentText(message.content));
  const lastUser = messages.reduce(
    (found, message, i) => (message.role === 'user' && texts[i] ? (texts[i] as string) : found),
    '',
  );
  return { prompt: [system, ...texts].filter(Boolean).join('\n'), lastUser };
}

/** A tool list through one reader per entry; entries without a name are left out. */
export function readTools(
  value: Json | undefined,
  read: (tool: JsonObject) => {
    name: Json | undefined;
    description: Json | undefined;
    schema: Json | undefined;
  },
): readonly OfferedTool[] {
  return objectsOf(value).flatMap((entry) => {
    const tool = read(entry);
    const name = textOf(tool.name);
    return name ? [{ name, description: textOf(tool.description), schema: objectOf(tool.schema) }] : [];
  });
}

/** The ask of a body whose prompt is one string. */
export function readPrompt(
  prompt: Json | undefined,
  maxTokens: Json | undefined,
  stops: Json | undefined,
): Ask {
  const text = textOf(prompt);
  return {
    ...PLAIN_ASK,
    prompt: text,
    lastUser: text,
    maxTokens: numberOf(maxTokens),
    stops: stringsOf(stops),
  };
}
