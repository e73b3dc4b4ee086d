import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { Stop } from '../../call/failures.ts';
import { anthropicContextManagement } from '../../families/claude/context-management.ts';
import { boolOf } from '../../python/pydantic.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Adapting } from './blocks.ts';
import { clearToolUses, fails, wholeOf } from './clear-tool-uses.ts';
import { afterSummary, type History } from './client-compaction.ts';

const CLEAR = 'clear_tool_uses_20250919';
const COMPACT = 'compact_20260112';

/** LiteLLM does the compaction itself where the model does not, and takes no earlier trigger than this. */
const LEAST_TRIGGER = 50_000;

const failed = (message: string): Stop =>
  new Stop('crashed', { type: 'AnthropicContextManagementError', message });

const isText = (value: Json): boolean => typeof value === 'string';
const isTexts = (value: Json): boolean => isArray(value) && value.every(isText);

/** What the members of a clearing edit may be beside null (since 1.109). */
const SHAPES: Readonly<Record<string, (value: Json) => boolean>> = {
  trigger: isObject,
  keep: isObject,
  clear_at_least: (value) =>
    isObject(value) &&
    value.type === 'input_tokens' &&
    typeof value.value === 'number' &&
    Number.isInteger(value.value) &&
    value.value >= 0,
  exclude_tools: isTexts,
  clear_tool_inputs: (value) => boolOf(value) !== null || isTexts(value),
};

const malformed = (edit: JsonObject): readonly string[] =>
  Object.keys(SHAPES).filter((key) => {
    const value = edit[key] ?? null;
    return value !== null && lookUp(SHAPES, key)?.(value) === false;
  });

const withoutMembers = (edit: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(edit).filter(([key]) => !keys.includes(key)));

/** The edits that LiteLLM makes itself; none where the caller has them dropped. */
function editsOf(request: JsonObject, { release }: Adapting): readonly JsonObject[] {
  const { context_management: given = null, drop_params: drop, additional_drop_params: named } = request;
  const dropped = !has(release, 'context-management-dropped-by-name')
    ? isTruthy(drop)
    : isArray(named) && named.includes('context_management');
  const mapped = dropped || !isTruthy(given) ? null : anthropicContextManagement(given);
  return isObject(mapped) && isArray(mapped.edits) ? mapped.edits.filter(isObject) : [];
}

function compactsTooEarly({ trigger }: JsonObject): boolean {
  const value = isObject(trigger) ? wholeOf(trigger.value) : null;
  return value !== null && value < LEAST_TRIGGER;
}

/**
 * The conversation after the edits of `context_management`, which LiteLLM makes itself since 1.90
 * where it adapts the call; compaction happens only on a proxy set up for it. A summary of the
 * caller's own is taken in first, in 1.90 only when its turn among the edits comes. Throws `Stop`
 * (`crashed`) for an edit that LiteLLM does not take or fails on.
 * Source: `prepare_context_managed_request`, `apply_context_management`, LiteLLM 1.90.0, 1.109.1.
 */
export function editContext(adapting: Adapting, request: JsonObject, given: History): History {
  if (!has(adapting.release, 'context-edits-applied')) return given;
  const lenient = has(adapting.release, 'context-edits-lenient') && adapting.dropParams;
  const edits = editsOf(request, adapting).map((edit) => {
    const wrong =
      has(adapting.release, 'context-edits-checked') && edit.type === CLEAR ? malformed(edit) : [];
    const [first] = wrong;
    if (first !== undefined && !lenient)
      throw failed(`${first} of ${CLEAR} does not have the form it needs.`);
    return wrong.length === 0 ? edit : withoutMembers(edit, wrong);
  });
  const later = !has(adapting.release, 'compaction-last') && edits.some(({ type }) => type === COMPACT);
  const start = later ? given : afterSummary(adapting, given);
  let history = start;
  for (const edit of edits) {
    if (edit.type === COMPACT) {
      if (compactsTooEarly(edit)) {
        if (lenient) return start;
        throw failed(`The trigger of a compaction must be at least ${LEAST_TRIGGER} tokens.`);
      }
      history = afterSummary(adapting, history);
    } else if (edit.type === CLEAR) {
      const { messages, system } = history;
      const clearing = { adapting, edit, messages, system, tools: request.tools };
      const cleared = clearToolUses(clearing);
      if (fails(clearing, cleared)) throw failed('LiteLLM fails on making this edit.');
      history = { ...history, messages: cleared };
    }
  }
  return history;
}
