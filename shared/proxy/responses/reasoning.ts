import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { loads } from '../../pipeline/python/json.ts';
import { isBlank, strip } from '../../pipeline/python/space.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import type { DraftMessage } from './draft-messages.ts';

function textsOf(blocks: Json | undefined, skip: ReadonlySet<Json>): string | null {
  if (!isArray(blocks)) return null;
  const texts = blocks.flatMap((block) => {
    if (!isObject(block) || skip.has(block.type ?? null) || typeof block.text !== 'string') return [];
    const text = strip(block.text);
    return text === '' ? [] : [text];
  });
  return texts.length > 0 ? texts.join('\n') : null;
}

const SEALED: ReadonlySet<Json> = new Set(['encrypted_content', 'redacted_thinking']);

function reasoningText({ content, summary }: JsonObject): string | null {
  if (typeof content === 'string' && !isBlank(content)) return content;
  return textsOf(content, SEALED) ?? textsOf(summary, new Set());
}

const isVerifiable = (block: Json): block is JsonObject =>
  isObject(block) &&
  ((block.type === 'thinking' && isTruthy(block.signature)) ||
    (block.type === 'redacted_thinking' && isTruthy(block.data)));

/** The signed thinking that LiteLLM itself put into `encrypted_content`; anybody else's is left alone. */
function sealedThinking(sealed: Json | undefined): readonly JsonObject[] {
  if (typeof sealed !== 'string' || isBlank(sealed)) return [];
  const decoded = loads(sealed);
  return isArray(decoded) ? decoded.filter(isVerifiable) : [];
}

/** The assistant message that carries the reasoning of an earlier turn and nothing else; null for none. */
export function reasoningMessage(item: JsonObject): Record<string, Json> | null {
  const text = reasoningText(item);
  const blocks = sealedThinking(item.encrypted_content);
  if (text === null && blocks.length === 0) return null;
  return {
    role: 'assistant',
    content: null,
    ...(text === null ? {} : { reasoning_content: text }),
    ...(blocks.length === 0 ? {} : { thinking_blocks: blocks }),
  };
}

const isReasoningOnly = ({ message }: DraftMessage): boolean =>
  message.role === 'assistant' &&
  (message.content ?? null) === null &&
  message.tool_calls === undefined &&
  (message.reasoning_content !== undefined || message.thinking_blocks !== undefined);

const listOf = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

/** Reasoning of an earlier turn stands on the assistant message behind it, where there is one. */
export function mergeReasoning(messages: readonly DraftMessage[]): readonly DraftMessage[] {
  const merged: DraftMessage[] = [];
  let pending: DraftMessage[] = [];
  for (const draft of messages) {
    if (isReasoningOnly(draft)) {
      pending.push(draft);
      continue;
    }
    if (pending.length > 0 && draft.message.role === 'assistant') {
      const texts = [
        ...pending.map(({ message }) => message.reasoning_content),
        draft.message.reasoning_content,
      ].filter((text): text is string => typeof text === 'string' && text !== '');
      const blocks = [...pending, draft].flatMap(({ message }) => listOf(message.thinking_blocks));
      if (texts.length > 0) draft.message.reasoning_content = texts.join('\n');
      if (blocks.length > 0) draft.message.thinking_blocks = blocks;
    } else merged.push(...pending);
    pending = [];
    merged.push(draft);
  }
  return [...merged, ...pending];
}
