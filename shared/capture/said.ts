import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { userTurnOf } from './prompt-turn.ts';

/** A message of a request: its texts in order, and a key that stays the same while the message does. */
export interface Turn {
  readonly role: string;
  readonly texts: readonly string[];
  /** Role and texts; marks such as cache points, which move from call to call, are no part of it. */
  readonly key: string;
}

/** What a request says: its messages, and beside them instructions and the names of tools. */
export interface Asked {
  readonly turns: readonly Turn[];
  readonly beside: readonly string[];
  /** What was said last by somebody who is not the assistant; empty where nothing was. */
  readonly last: string;
}

/** Members that hold data, signatures or ids, not words. */
const NOT_WORDS = new Set(['data', 'bytes', 'signature', 'encrypted_content', 'cache_control', 'cachePoint']);
/** And those that say what a part is, which nobody said; they are searched all the same. */
const NOT_SAID = new Set([
  ...NOT_WORDS,
  ...['type', 'id', 'name', 'tool_use_id', 'toolUseId', 'tool_call_id', 'call_id', 'status'],
  ...['format', 'media_type', 'detail', 'url'],
]);
const DEEPEST = 24;
/** Longer texts are searched by their beginning, UTF-16 units. */
const LONGEST = 200_000;

function collect(value: Json | undefined, into: string[], without = NOT_WORDS, depth = 0): void {
  if (typeof value === 'string') {
    if (value !== '' && !value.startsWith('data:'))
      into.push(value.length > LONGEST ? value.slice(0, LONGEST) : value);
  } else if (depth < DEEPEST && isArray(value))
    for (const item of value) collect(item, into, without, depth + 1);
  else if (depth < DEEPEST && isObject(value))
    for (const [name, item] of Object.entries(value))
      if (!without.has(name)) collect(item, into, without, depth + 1);
}

export function textsOf(...values: readonly (Json | undefined)[]): readonly string[] {
  const texts: string[] = [];
  for (const value of values) collect(value, texts);
  return texts;
}

const asObject = (value: Json | undefined): JsonObject =>
  value !== undefined && isObject(value) ? value : { content: value ?? null };

function turnOf(value: Json): Turn {
  const { role, ...rest } = asObject(value);
  const texts = textsOf(rest);
  const name = typeof role === 'string' ? role : '';
  return { role: name, texts, key: JSON.stringify([name, ...texts]) };
}

const isWord = (text: string): boolean => /\S/.test(text);

/** The last text of the last of the messages that says something and is not the assistant's. */
function lastOf(messages: readonly Json[]): string {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const { role, ...rest } = asObject(messages[at]);
    if (role === 'assistant') continue;
    const texts: string[] = [];
    collect(rest, texts, NOT_SAID);
    const said = texts.reverse().find(isWord);
    if (said !== undefined) return said;
  }
  return '';
}

const MESSAGES = ['messages', 'input'] as const;
const PROMPTS = ['prompt', 'inputText', 'texts', 'query'] as const;
const INSTRUCTIONS = ['system', 'instructions', 'preamble'] as const;

const toolNames = (body: JsonObject): readonly string[] => {
  const config = isObject(body.toolConfig) ? body.toolConfig.tools : undefined;
  const tools = body.tools ?? config;
  if (!isArray(tools)) return [];
  return tools.flatMap((tool) => {
    if (!isObject(tool)) return [];
    const inner = tool.function ?? tool.toolSpec;
    const name = isObject(inner) ? inner.name : tool.name;
    return typeof name === 'string' ? [name] : [];
  });
};

/** What a request's body says, in whichever form it is written; an unknown form says all its texts. */
export function readAsked(body: Json): Asked {
  if (!isObject(body)) return { turns: [], beside: textsOf(body), last: '' };
  const beside = [...textsOf(...INSTRUCTIONS.map((name) => body[name])), ...toolNames(body)];
  for (const name of MESSAGES) {
    const messages = body[name];
    if (isArray(messages)) return { turns: messages.map(turnOf), beside, last: lastOf(messages) };
    if (typeof messages === 'string') return { turns: [turnOf(messages)], beside, last: messages };
  }
  const prompt = PROMPTS.map((name) => body[name]).find((value) => value !== undefined);
  return prompt === undefined
    ? { turns: [], beside: [...beside, ...textsOf(body)], last: '' }
    : { turns: [turnOf(prompt)], beside, last: userTurnOf(lastOf([prompt])) };
}

const TITLE_LENGTH = 200;

/**
 * The first line of what the user said last, at most 200 characters; empty where nobody said anything.
 * @param clean takes secrets out before anything is cut: half of one would not be known
 */
export function titleOf({ last }: Asked, clean: (text: string) => string = (text) => text): string {
  const line = clean(last.trim().split('\n', 1)[0] ?? '');
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line;
}
