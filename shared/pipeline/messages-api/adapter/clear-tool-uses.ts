import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { child } from '../../../json/pointer.ts';
import { type Located, mapItems, withMembers } from '../../blocks/edit.ts';
import { boolOf } from '../../python/pydantic.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { namedBy } from '../../releases/named-by.ts';
import type { Release } from '../../releases/release.ts';
import type { Adapting } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

const PLACEHOLDER = '[Cleared by context management]';
const DEFAULT_TRIGGER = 100_000;
const DEFAULT_KEEP = 3;
/** Since 1.109 results of so few bytes are neither counted nor cleared. */
const TINY_BYTES = 46;

type Messages = readonly Located<JsonObject>[];

/** One edit and what it works on. */
export interface Clearing {
  readonly adapting: Adapting;
  readonly edit: JsonObject;
  readonly messages: Messages;
  readonly system: Json | undefined;
  readonly tools: Json | undefined;
}

/** A whole number as Python takes it: true is 1. Null for anything else. */
export const wholeOf = (value: Json | undefined): number | null =>
  typeof value === 'boolean'
    ? Number(value)
    : typeof value === 'number' && Number.isInteger(value)
      ? value
      : null;

const strings = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

const blocksOf = (messages: Messages): readonly JsonObject[] =>
  messages.flatMap(({ value: { content } }) => (isArray(content) ? content.filter(isObject) : []));

/** Roughly how many tokens a value is; LiteLLM counts with the model's own tokenizer. */
const roughTokens = (value: Json | undefined): number =>
  value === undefined ? 0 : Math.ceil(JSON.stringify(value).length / 4);

function roughSize({ messages, system, tools, adapting }: Clearing): number {
  const said = messages.reduce((sum, { value }) => sum + 3 + roughTokens(value.content), 3);
  return (
    said + roughTokens(tools) + (has(adapting.release, 'clearing-counts-system') ? roughTokens(system) : 0)
  );
}

function isTiny(content: Json | undefined): boolean {
  const texts = isArray(content)
    ? content.map((part) => (isObject(part) && part.type === 'text' ? part.text : null))
    : [content];
  if (!texts.every((text): text is string => typeof text === 'string')) return false;
  const bytes = new TextEncoder().encode(texts.join('')).length;
  return bytes > 0 && bytes <= TINY_BYTES;
}

/** True for tools whose input goes, too (since 1.109). */
const clearsInput = ({ edit, adapting }: Clearing, name: Json | undefined): boolean =>
  has(adapting.release, 'clearing-takes-inputs') &&
  (boolOf(edit.clear_tool_inputs ?? null) === true || strings(edit.clear_tool_inputs).includes(name ?? null));

type Results = ReadonlyMap<Json, JsonObject>;

/** Ids of the tool uses that may be cleared, in their order. */
function clearable(clearing: Clearing, results: Results): readonly JsonObject[] {
  const uses = blocksOf(clearing.messages).filter(
    ({ type, id }) => type === 'tool_use' && typeof id === 'string',
  );
  if (!has(clearing.adapting.release, 'clearing-spares-tiny-results')) return uses;
  return uses.filter((use) => {
    if (strings(clearing.edit.exclude_tools).includes(use.name ?? null)) return false;
    return clearsInput(clearing, use.name) || !isTiny(results.get(use.id ?? null)?.content);
  });
}

function isTriggered(clearing: Clearing, uses: number): boolean {
  const { trigger } = clearing.edit;
  const { type = 'input_tokens', value } = isObject(trigger) ? trigger : {};
  const least = wholeOf(value);
  if (type === 'tool_uses') return least !== null && uses > least;
  return roughSize(clearing) > (least ?? DEFAULT_TRIGGER);
}

function keepCount({ keep }: JsonObject): number {
  const { type = 'tool_uses', value } = isObject(keep) ? keep : {};
  const kept = type === 'tool_uses' ? wholeOf(value) : null;
  return kept !== null && kept >= 0 ? kept : DEFAULT_KEEP;
}

const placeholder = (content: Json | undefined): Json =>
  isArray(content) ? [{ type: 'text', text: PLACEHOLDER }] : PLACEHOLDER;

/** The oldest uses whose clearing frees at least as many tokens as asked for, in whole batches. */
function inBatches(clearing: Clearing, uses: readonly JsonObject[], results: Results): readonly JsonObject[] {
  const { clear_at_least: least } = clearing.edit;
  const wanted = isObject(least) ? (wholeOf(least.value) ?? 0) : 0;
  let [end, freed] = [0, 0];
  uses.forEach((use, i) => {
    const content = results.get(use.id ?? null)?.content;
    const input = clearsInput(clearing, use.name) ? roughTokens(use.input) : 0;
    freed += Math.max(roughTokens(content) - roughTokens(placeholder(content)) + input, 0);
    if (freed < wanted) return;
    end = i + 1;
    freed = 0;
  });
  return uses.slice(0, end);
}

function usesToClear(clearing: Clearing): readonly JsonObject[] {
  const { release } = clearing.adapting;
  const answers = blocksOf(clearing.messages).filter(
    ({ type, tool_use_id: id }) => type === 'tool_result' && typeof id === 'string',
  );
  const results: Results = new Map(answers.map((block) => [block.tool_use_id as Json, block]));
  const uses = clearable(clearing, results);
  const keep = keepCount(clearing.edit);
  if (uses.length <= keep || !isTriggered(clearing, uses.length)) return [];
  const last = answers[answers.length - 1]?.tool_use_id;
  const old = uses.slice(0, uses.length - keep).filter(({ id }) => id !== last && results.has(id ?? null));
  return !has(release, 'clearing-in-batches') ? old : inBatches(clearing, old, results);
}

/**
 * The conversation with the results of old tool calls cleared, as `clear_tool_uses_20250919` asks
 * for. Token counts are estimates. Source: `apply_clear_tool_uses_20250919`, LiteLLM 1.90.0, 1.109.1.
 */
export function clearToolUses(clearing: Clearing): Messages {
  const { trace } = clearing.adapting;
  const uses = usesToClear(clearing);
  if (uses.length === 0) return clearing.messages;
  const ids = new Set<Json>(uses.map(({ id }) => id as Json));
  const clearBlock = ({ value, at }: Located): Json => {
    if (!isObject(value)) return value;
    if (value.type === 'tool_result' && ids.has(value.tool_use_id ?? null)) {
      const content = placeholder(value.content);
      return withMembers(trace, { value, at }, { content }, RULE.cleared);
    }
    const gone = value.type === 'tool_use' && ids.has(value.id ?? null) && clearsInput(clearing, value.name);
    return gone ? withMembers(trace, { value, at }, { input: {} }, RULE.cleared) : value;
  };
  return clearing.messages.map((message) => {
    const { content } = message.value;
    if (!isArray(content)) return message;
    const edited = mapItems(trace, content, child(message.at, 'content'), clearBlock);
    return edited === content
      ? message
      : { value: withMembers(trace, message, { content: edited }), at: message.at };
  });
}

/** Kinds of blocks whose tokens a release can count; any other ends the call. Source: `_count_content_list`. */
const countedBy = namedBy([
  'text',
  'image_url',
  'tool_use',
  'tool_result',
  'thinking',
  'tool_reference',
  ['image', 'clearing-counts-media'],
  ['document', 'clearing-counts-media'],
  ['file', 'clearing-counts-files'],
  ['search_result', 'clearing-counts-search-results'],
  ['redacted_thinking', 'clearing-counts-redacted'],
]);
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  tool_use: ['type', 'id', 'name', 'input'],
  tool_result: ['type', 'tool_use_id'],
};

function canCount(content: Json | undefined, release: Release): boolean {
  if (!isArray(content)) return true;
  return content.every((block) => {
    if (typeof block === 'string') return true;
    if (!isObject(block) || typeof block.type !== 'string' || !countedBy(release).has(block.type))
      return false;
    const required = lookUp(REQUIRED, String(block.type)) ?? [];
    return (
      required.every((key) => key in block) &&
      (block.type !== 'tool_result' || canCount(block.content, release))
    );
  });
}

const isOdd = (value: Json | undefined): boolean => isTruthy(value) && !isObject(value);

/** True where 1.90 fails on an edit: on its members, or on counting the tokens of the conversation. */
export function fails({ adapting, edit, messages }: Clearing, cleared: Messages): boolean {
  if (has(adapting.release, 'clearing-counts-anything')) return false;
  const { trigger, keep } = edit;
  const odd = isOdd(trigger) || (cleared !== messages && isOdd(keep));
  if (odd && !has(adapting.release, 'clearing-forgives-odd-edits')) return true;
  const counts = !(isObject(trigger) && trigger.type === 'tool_uses') || cleared !== messages;
  return counts && !messages.every(({ value }) => canCount(value.content, adapting.release));
}
