import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import type { Rule } from '../../../ledger/rule.ts';
import type { Message } from '../../../messages/message.ts';
import { isTruthy } from '../../../python/truth.ts';
import { type Block, type Conversion, made, set } from './block.ts';
import { checkContent, checkSystemPart } from './check-part.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';

const BILLING = 'x-anthropic-billing-header:';

function systemBlock(
  type: Json,
  text: Json,
  holder: JsonObject,
  at: Pointer,
  textAt: Pointer,
  { trace }: Conversion,
): readonly Block[] {
  if (type === 'text' && !isTruthy(text)) {
    trace.note(at, RULE.emptySystem);
    return [];
  }
  if (type === 'text' && typeof text === 'string' && text.startsWith(BILLING)) {
    trace.note(at, RULE.billing);
    return [];
  }
  const block = made<Block>(trace, { type }, at, RULE.system);
  set(trace, block, 'text', text, textAt, RULE.textKept);
  if (holder.cache_control !== undefined) {
    set(trace, block, 'cache_control', holder.cache_control, child(at, 'cache_control'), RULE.cacheControl);
  }
  return [block];
}

/** System messages as the blocks of the top-level `system` list. */
export function systemBlocks(messages: readonly Message[], conversion: Conversion): readonly Block[] {
  return messages.flatMap((message) => {
    checkContent(message, conversion);
    const { value, at, contentAt } = message;
    for (const key of Object.keys(value)) {
      if (key === 'name') conversion.trace.note(child(at, key), RULE.name);
      else if (key !== 'role' && key !== 'content' && key !== 'cache_control') {
        conversion.trace.note(child(at, key), RULE.ignored);
      }
    }
    const { content } = value;
    if (typeof content === 'string') return systemBlock('text', content, value, at, contentAt, conversion);
    if (!isArray(content)) return [];
    conversion.trace.note(child(at, 'role'), RULE.systemRole);
    return content.flatMap((part, i) => {
      const partAt = child(contentAt, i);
      checkSystemPart({ value: part, at: partAt }, conversion);
      if (!isObject(part)) return [];
      return systemBlock(
        part.type ?? null,
        part.text ?? null,
        part,
        partAt,
        child(partAt, 'text'),
        conversion,
      );
    });
  });
}

/** `cache_control` in the only shapes that mid-conversation system text takes. */
function strictCacheControl(holder: JsonObject): JsonObject | null {
  const control = holder.cache_control;
  if (!isObject(control) || control.type !== 'ephemeral') return null;
  const { ttl } = control;
  return ttl === '1h' || ttl === '5m' ? { type: 'ephemeral', ttl } : { type: 'ephemeral' };
}

function textParts({ value, at, contentAt }: Message, { trace }: Conversion, rule: Rule): readonly Block[] {
  const part = (
    text: Json | undefined,
    holder: JsonObject,
    partAt: Pointer,
    textAt: Pointer,
  ): readonly Block[] => {
    if (typeof text !== 'string' || text === '') return [];
    const block = made<Block>(trace, { type: 'text' }, partAt, rule);
    set(trace, block, 'text', text, textAt, RULE.textKept);
    const control = strictCacheControl(holder);
    if (control)
      set(trace, block, 'cache_control', control, child(partAt, 'cache_control'), RULE.cacheControl);
    return [block];
  };
  if (typeof value.content === 'string') return part(value.content, value, at, contentAt);
  if (!isArray(value.content)) return [];
  return value.content.flatMap((item, i) => {
    const itemAt = child(contentAt, i);
    return isObject(item) && item.type === 'text' ? part(item.text, item, itemAt, child(itemAt, 'text')) : [];
  });
}

/** True where a system message has text to send. */
export const hasSystemText = (message: Message): boolean => {
  const { content } = message.value;
  if (typeof content === 'string') return content !== '';
  return (
    isArray(content) &&
    content.some(
      (part) => isObject(part) && part.type === 'text' && typeof part.text === 'string' && part.text,
    )
  );
};

/** System messages that stay in the conversation, as one turn; none where they have no text. */
export function systemTurn(run: readonly Message[], conversion: Conversion): readonly JsonObject[] {
  const { trace } = conversion;
  const blocks = run.flatMap((message) => {
    const parts = textParts(message, conversion, RULE.systemTurn);
    if (parts.length === 0) trace.note(message.at, RULE.emptySystem);
    return parts;
  });
  if (blocks.length === 0) return [];
  const from = run.map(({ at }) => at);
  const content = made(trace, blocks, from, RULE.systemTurn);
  return [made<Block>(trace, { role: 'system', content }, from, RULE.systemTurn)];
}

/** A system message that became a user turn: the note in front, then its texts. */
export function systemAsUserBlocks(message: Message, note: string, conversion: Conversion): readonly Block[] {
  const { trace } = conversion;
  const front = made<Block>(trace, { type: 'text', text: note }, null, RULE.systemNote);
  return [front, ...textParts(message, conversion, RULE.systemAsUser)];
}
