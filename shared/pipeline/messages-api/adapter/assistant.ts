import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import type { Located } from '../../blocks/edit.ts';
import { dumps } from '../../python/json.ts';
import { pythonText } from '../../python/repr.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { type Adapting, blocksIn, copyCache, made, noteOthers, textPart } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';
import { shortName } from './tools.ts';

const calledName = ({ release }: Adapting, name: Json): Json =>
  has(release, 'adapter-shortens-tool-names') ? shortName(pythonText(name)) : name;

function toolCall(adapting: Adapting, block: Located<JsonObject>): Json {
  const { value, at } = block;
  const call = made(
    adapting,
    { name: calledName(adapting, value.name ?? ''), arguments: dumps(value.input ?? {}) },
    at,
  );
  adapting.trace.member(call, 'name', child(at, 'name'), RULE.mapped);
  adapting.trace.member(call, 'arguments', child(at, 'input'), RULE.mapped);
  const out: Record<string, Json> = made(
    adapting,
    { id: value.id ?? '', type: 'function', function: call },
    at,
  );
  adapting.trace.member(out, 'id', child(at, 'id'), RULE.kept);
  adapting.trace.note(child(at, 'type'), RULE.shape);
  noteOthers(adapting, block, ['type', 'id', 'name', 'input']);
  if (has(adapting.release, 'adapter-copies-cache-marks')) copyCache(adapting, block, out);
  return out;
}

const THINKING_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  thinking: ['thinking', 'signature'],
  redacted_thinking: ['data'],
};

function thinkingBlock(adapting: Adapting, block: Located<JsonObject>, members: readonly string[]): Json {
  const { value, at } = block;
  const out: Record<string, Json> = made(adapting, { type: value.type as Json }, at, RULE.kept);
  for (const key of members) {
    out[key] = isTruthy(value[key]) ? value[key] : '';
    adapting.trace.member(out, key, child(at, key), RULE.kept);
  }
  if (!has(adapting.release, 'adapter-cache-control-only-if-set')) {
    out.cache_control = value.cache_control ?? {};
    adapting.trace.member(
      out,
      'cache_control',
      value.cache_control === undefined ? null : child(at, 'cache_control'),
      RULE.added,
    );
  }
  noteOthers(adapting, block, ['type', ...members]);
  return out;
}

interface Parts {
  readonly text: Record<string, Json>[];
  /** Where the texts are from. */
  readonly textFrom: Pointer[];
  readonly calls: Json[];
  readonly thinking: Json[];
}

function sort(adapting: Adapting, content: Json | undefined, at: Pointer): Parts {
  const parts: Parts = { text: [], textFrom: [], calls: [], thinking: [] };
  for (const { value, at: place } of blocksIn(adapting, content, at)) {
    if (typeof value === 'string') {
      parts.text.push(made(adapting, { type: 'text', text: value }, place));
      parts.textFrom.push(place);
    }
    if (!isObject(value)) continue;
    const block = { value, at: place };
    const type = typeof value.type === 'string' ? value.type : '';
    const members = lookUp(THINKING_MEMBERS, type);
    if (type === 'text') {
      const part = textPart(adapting, block);
      if (has(adapting.release, 'adapter-copies-cache-marks')) copyCache(adapting, block, part);
      if (!('cache_control' in part)) adapting.trace.note(child(place, 'type'), RULE.shape);
      parts.text.push(part);
      parts.textFrom.push(child(place, 'text'));
    } else if (type === 'tool_use') parts.calls.push(toolCall(adapting, block));
    else if (members) parts.thinking.push(thinkingBlock(adapting, block, members));
    else adapting.trace.note(place, RULE.blockLost);
  }
  return parts;
}

/** Where the blocks of some kinds stand. */
const placesOf = (blocks: readonly Located[], kinds: (type: string) => boolean): readonly Pointer[] =>
  blocks.flatMap(({ value, at }) => (isObject(value) && kinds(String(value.type)) ? [at] : []));

const isThinking = (type: string): boolean => Object.hasOwn(THINKING_MEMBERS, type);

/** An assistant message in OpenAI's form; null where nothing of it has a counterpart. */
export function assistantMessage(adapting: Adapting, message: Located<JsonObject>): JsonObject | null {
  const { content } = message.value;
  const at = child(message.at, 'content');
  const { text, textFrom, calls, thinking } = sort(adapting, content, at);
  const plain = typeof content === 'string' ? content : null;
  if (plain === null && text.length + calls.length + thinking.length === 0) {
    adapting.trace.note(message.at, RULE.emptyLost);
    return null;
  }
  const cached = text.some((part) => 'cache_control' in part);
  const joined = text.map((part) => String(part.text)).join('');
  const body: Json = cached ? made(adapting, [...text], at) : text.length > 0 ? joined : plain;
  const out: Record<string, Json> = made(adapting, { role: 'assistant', content: body }, message.at);
  adapting.trace.member(out, 'role', child(message.at, 'role'), RULE.kept);
  const blocks = blocksIn(adapting, content, at);
  if (!cached) adapting.trace.member(out, 'content', isArray(content) ? textFrom : at, RULE.mapped);
  if (thinking.length > 0) out.thinking_blocks = made(adapting, thinking, placesOf(blocks, isThinking));
  else {
    out.thinking_blocks = null;
    adapting.trace.member(out, 'thinking_blocks', null, RULE.added);
  }
  if (calls.length > 0) {
    const places = placesOf(blocks, (type) => type === 'tool_use');
    out.tool_calls = made(adapting, calls, places);
  }
  const thoughts = thinking.flatMap((block) =>
    isObject(block) && block.thinking ? [pythonText(block.thinking)] : [],
  );
  if (has(adapting.release, 'adapter-thoughts-as-text') && thoughts.length > 0) {
    out.reasoning_content = thoughts.join('\n');
    adapting.trace.member(
      out,
      'reasoning_content',
      placesOf(blocks, (type) => type === 'thinking'),
      RULE.mapped,
    );
  }
  noteOthers(adapting, message, ['role', 'content']);
  return out;
}
