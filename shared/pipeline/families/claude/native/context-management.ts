import { isArray, isObject } from '../../../../json/json.ts';
import { lookUp } from '../../../../json/look-up.ts';
import { child } from '../../../../json/pointer.ts';
import { mapItems, withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { type Behaviour, has } from '../../../releases/behaviours.ts';
import { anthropicContextManagement } from '../context-management.ts';
import type { Draft } from './draft.ts';

const AT = '/context_management';

/** Edits that Bedrock takes, and the beta each needs. */
const EDITS: Readonly<Record<string, { readonly beta: string; readonly since?: Behaviour }>> = {
  compact_20260112: { beta: 'compact-2026-01-12' },
  clear_tool_uses_20250919: {
    beta: 'context-management-2025-06-27',
    since: 'messages-take-context-management',
  },
};

/** Brings OpenAI's compaction into Anthropic's form. */
export function mapContextManagement(draft: Draft): void {
  const value = draft.value('context_management');
  if (value === undefined) return;
  const mapped = anthropicContextManagement(value);
  if (mapped === undefined) {
    if (has(draft.release, 'odd-context-management-dropped') && draft.context.dropParams)
      draft.drop('context_management', RULE.contextLost);
  } else if (mapped !== value && isObject(mapped)) {
    draft.set(
      'context_management',
      draft.context.trace.whole({ ...mapped }, AT, RULE.contextMapped),
      AT,
      RULE.contextMapped,
    );
  }
}

/**
 * Leaves the edits that Bedrock takes and returns the betas they need.
 * Source: `_filter_context_management_for_bedrock_invoke`, LiteLLM 1.87.0 to 1.109.1.
 */
export function filterEdits(draft: Draft): readonly string[] {
  const value = draft.object('context_management');
  if (!value || !has(draft.release, 'messages-edits-sifted')) return [];
  const { trace } = draft.context;
  const { edits } = value;
  if (!isArray(edits)) {
    draft.drop('context_management', RULE.contextLost);
    return [];
  }
  const betas: string[] = [];
  const at = child(AT, 'edits');
  const kept = mapItems(trace, edits, at, (edit) => {
    const type = isObject(edit.value) && typeof edit.value.type === 'string' ? edit.value.type : '';
    const known = lookUp(EDITS, type);
    if (known && (known.since === undefined || has(draft.release, known.since))) {
      betas.push(known.beta);
      return edit.value;
    }
    trace.note(edit.at, RULE.contextLost);
    return null;
  });
  if (kept.length === 0) {
    for (const key of Object.keys(value)) if (key !== 'edits') trace.note(child(AT, key), RULE.contextLost);
    if (edits.length === 0) trace.note(at, RULE.contextLost);
    draft.params.delete('context_management');
  } else if (kept !== edits) {
    draft.set('context_management', withMembers(trace, { value, at: AT }, { edits: kept }), AT, RULE.kept);
  }
  return betas;
}
