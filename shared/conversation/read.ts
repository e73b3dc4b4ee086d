import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { unescaped } from '../text/unescaped.ts';
import { estimatePart } from '../tokens/estimate.ts';
import type { PromptPart, Ttl } from '../tokens/prompt.ts';
import { blocksOf, cacheMark, firstLine, mcpServerOf, mediaOf, object, string } from './blocks.ts';
import type { Card, Conversation, MediaPart, ToolCard, ToolPart, Turn } from './conversation.ts';

const list = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);
const written = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** Estimates what a few parts cost, without what stands around every prompt. */
const tokensOf = (parts: readonly PromptPart[], modelId: string): number =>
  parts.reduce((sum, part) => sum + estimatePart(part, modelId), 0);

interface Read {
  readonly lines: string[];
  readonly parts: PromptPart[];
  readonly calls: ToolPart[];
  readonly answers: ToolPart[];
  readonly media: MediaPart[];
  thinking: boolean;
  cache: Ttl | null;
}

/** Of a text so much is read for its first line, UTF-16 units. */
const HEAD = 4_000;
const JSON_TEXT = /^\s*[[{]/;

/** The first line of a text; of JSON as it is meant, as most programs write other scripts in escapes. */
const lineOf = (text: string): string =>
  firstLine(JSON_TEXT.test(text) ? unescaped(text.slice(0, HEAD)) : text);

const call = (id: string, name: string, asked: Json | undefined): ToolPart => ({
  id,
  name,
  brief: lineOf(written(asked)),
  paired: null,
});

function mark(read: Read, value: JsonObject): void {
  const ttl = cacheMark(value);
  if (ttl && read.cache !== '1h') read.cache = ttl;
}

function mediaPart({ kind, width, height, bytes }: MediaPart): PromptPart {
  if (kind === 'image') return { kind, width, height };
  if (kind === 'video') return { kind, bytes };
  return { kind: 'document', form: 'pdf', pages: 1, bytes };
}

function readContent(read: Read, content: Json | undefined, pointer: Pointer): void {
  for (const block of blocksOf(content, pointer)) {
    const { value } = block;
    mark(read, value);
    const media = mediaOf(block);
    if (media) {
      read.media.push(media);
      read.parts.push(mediaPart(media));
      continue;
    }
    switch (value.type) {
      case 'tool_use':
        read.calls.push(call(string(value.id), string(value.name), value.input));
        read.parts.push({ kind: 'call', text: `${string(value.name)} ${written(value.input)}` });
        break;
      case 'tool_result':
        read.answers.push(call(string(value.tool_use_id), '', undefined));
        readContent(read, value.content, child(block.pointer, 'content'));
        break;
      case 'thinking':
      case 'redacted_thinking':
        read.thinking = true;
        read.parts.push({ kind: 'text', text: string(value.thinking) });
        break;
      default: {
        const text = string(value.text) || string(object(value.source).data);
        read.lines.push(lineOf(text));
        read.parts.push({ kind: 'text', text });
      }
    }
  }
}

function readMessage(message: JsonObject, pointer: Pointer): Read {
  const read: Read = {
    lines: [],
    parts: [],
    calls: [],
    answers: [],
    media: [],
    thinking: false,
    cache: null,
  };
  mark(read, message);
  if (message.reasoning_content !== undefined || list(message.thinking_blocks).length > 0) {
    read.thinking = true;
    read.parts.push({ kind: 'text', text: string(message.reasoning_content) });
  }
  readContent(read, message.content, child(pointer, 'content'));
  for (const one of list(message.tool_calls)) {
    const { id, function: asked } = object(one);
    const { name, arguments: given } = object(asked);
    read.calls.push(call(string(id), string(name), given));
    read.parts.push({ kind: 'call', text: `${string(name)} ${string(given)}` });
  }
  if (message.role === 'tool') {
    read.answers.push(call(string(message.tool_call_id), string(message.name), undefined));
    read.parts.push({ kind: 'result', text: '' });
  }
  return read;
}

function cardOf(message: JsonObject, pointer: Pointer, number: number, modelId: string): Card {
  const read = readMessage(message, pointer);
  return {
    pointer,
    number,
    role: string(message.role) || 'unknown',
    name: string(message.name),
    line: read.lines.find((line) => line !== '') ?? '',
    size: JSON.stringify(message).length,
    tokens: tokensOf(read.parts, modelId),
    thinking: read.thinking,
    calls: read.calls,
    answers: read.answers,
    media: read.media,
    cache: read.cache,
  };
}

/** Calls and answers know of each other by their id. */
function paired(cards: readonly Card[]): readonly Card[] {
  const asked = new Map<string, { readonly name: string; readonly pointer: Pointer }>();
  const answered = new Map<string, Pointer>();
  for (const { pointer, calls, answers } of cards) {
    for (const { id, name } of calls) asked.set(id, { name, pointer });
    for (const { id } of answers) answered.set(id, pointer);
  }
  return cards.map((card) =>
    card.calls.length + card.answers.length === 0
      ? card
      : {
          ...card,
          calls: card.calls.map((one) => ({ ...one, paired: answered.get(one.id) ?? null })),
          answers: card.answers.map((one) => {
            const from = asked.get(one.id);
            return { ...one, name: from?.name ?? one.name, paired: from?.pointer ?? null };
          }),
        },
  );
}

/** A new turn begins where a person speaks, not where a tool's answer stands in the person's place. */
const beginsTurn = ({ role, answers }: Card): boolean => role === 'user' && answers.length === 0;

function turnsOf(cards: readonly Card[]): readonly Turn[] {
  const starts = cards.flatMap((card, i) =>
    beginsTurn(card) && !(i > 0 && beginsTurn(cards[i - 1] ?? card)) ? [i] : [],
  );
  const turns = starts.map((from, i) => ({
    number: i + 1,
    title: cards[from]?.line ?? '',
    from,
    to: starts[i + 1] ?? cards.length,
  }));
  const first = starts[0] ?? cards.length;
  return first > 0 ? [{ number: 0, title: '', from: 0, to: first }, ...turns] : turns;
}

function toolOf(value: Json, pointer: Pointer, modelId: string): ToolCard {
  const tool = object(value);
  const inner = isObject(tool.function) ? tool.function : isObject(tool.toolSpec) ? tool.toolSpec : tool;
  const name = string(inner.name) || string(tool.type);
  const schema = inner.parameters ?? inner.input_schema ?? inner.inputSchema;
  return {
    pointer,
    name,
    server: mcpServerOf(name),
    line: firstLine(string(inner.description)),
    size: JSON.stringify(value).length,
    tokens: tokensOf(
      [{ kind: 'tool', text: `${name} ${string(inner.description)} ${written(schema)}` }],
      modelId,
    ),
  };
}

/** Reads a request, in OpenAI's or Anthropic's form, as a conversation. Whatever is of another form is passed over. */
export function readConversation(request: JsonObject, modelId: string): Conversation {
  const beside = request.system;
  const system =
    typeof beside === 'string' || isArray(beside)
      ? [cardOf({ role: 'system', content: beside }, '/system', -1, modelId)]
      : [];
  const messages = list(request.messages).flatMap((message, i) =>
    isObject(message) ? [cardOf(message, child('/messages', i), i, modelId)] : [],
  );
  const cards = paired([...system, ...messages]);
  return {
    cards,
    turns: turnsOf(cards),
    tools: list(request.tools).map((tool, i) => toolOf(tool, child('/tools', i), modelId)),
  };
}
