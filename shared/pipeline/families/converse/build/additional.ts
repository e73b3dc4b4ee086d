import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import type { Context } from '../../../call/context.ts';
import { eagerInput } from '../../../call/eager-input.ts';
import { noteUnsent, type Param } from '../../../call/params.ts';
import { alwaysThinks, thinksAdaptively } from '../../../models/capabilities.ts';
import { computerUseBeta } from '../../../models/claude-names.ts';
import type { Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { type BetaHeader, betaValues, gatedFields } from './betas.ts';
import { computerTool } from './computer-tools.ts';

const COMPUTER_TOOLS = built(
  'computer-tools',
  'mapped',
  'Claude’s own tools (computer, shell, editor) have no place in toolConfig; they go among the additional fields.',
);
const BETAS = built('betas', 'mapped', 'The anthropic-beta header goes into the body as anthropic_beta.');
const BETAS_ADDED = built(
  'betas-added',
  'added',
  'What the request uses needs this beta, so LiteLLM names it.',
);
const BETAS_LIST = built('betas-list', 'mapped', 'LiteLLM collects the betas of the call in one list.');
const BETAS_REPLACED = built(
  'betas-replaced',
  'dropped',
  'LiteLLM’s own list of betas takes the place of this one.',
);
const DISABLED = built(
  'thinking-disabled',
  'dropped',
  'This model always thinks and refuses to be told not to; thinking is left out.',
  'LiteLLM 1.109 maybe_drop_disabled_thinking',
);
const COMPACT_ONLY = built(
  'context_management-compact',
  'mapped',
  'Of the edits only compaction is sent to Converse, together with its beta.',
  'LiteLLM 1.90',
);
const EDITS_LOST = built(
  'context_management-lost',
  'dropped',
  'Converse takes no other edits than compaction; this is not sent and no error says so.',
  'LiteLLM 1.90',
);

const GATED = built(
  'thinking-gated',
  'mapped',
  'What only works with a beta that is not sent is left out of thinking.',
  'LiteLLM 1.109 strip_beta_gated_thinking',
);

const COMPACT_EDIT = 'compact_20260112';

/** Leaves thinking out that an always thinking model would refuse (1.109). */
export function withoutDisabledThinking(
  additional: Map<string, Param>,
  context: Context,
  target: Target,
): void {
  const param = additional.get('thinking');
  if (
    !has(target.release, 'disabled-thinking-dropped') ||
    !isObject(param?.value) ||
    param.value.type !== 'disabled'
  )
    return;
  if (!alwaysThinks(target)) return;
  noteUnsent(param, DISABLED, context.trace);
  additional.delete('thinking');
}

/** Leaves of `context_management` what Converse takes; true where compaction is left (since 1.90). */
function keepCompaction(additional: Map<string, Param>, context: Context, target: Target): boolean {
  const param = additional.get('context_management');
  if (!has(target.release, 'compaction-kept') || !target.claude || !param) return false;
  const { value } = param;
  const edits = isObject(value) && isArray(value.edits) ? value.edits : [];
  const kept = edits.filter((edit) => isObject(edit) && edit.type === COMPACT_EDIT);
  if (kept.length === 0 || !isObject(value)) {
    noteUnsent(param, EDITS_LOST, context.trace);
    additional.delete('context_management');
    return false;
  }
  if (kept.length < edits.length) {
    additional.set('context_management', { ...param, value: { ...value, edits: kept }, rule: COMPACT_ONLY });
  }
  return true;
}

/** Puts the betas that the request needs into the body, and Claude's own tools beside them. */
export function addClaudeFields(
  additional: Map<string, Param>,
  header: BetaHeader,
  computer: readonly JsonObject[],
  tools: readonly JsonObject[],
  context: Context,
  target: Target,
): void {
  const { trace } = context;
  if (computer.length > 0) {
    const value = computer.map((tool) => computerTool(tool, trace));
    additional.set('tools', { value, from: '/tools', rule: COMPUTER_TOOLS });
  }
  const effort = additional.get('output_config')?.value;
  const withEffort = isObject(effort) && (effort.effort ?? null) !== null;
  const before = additional.get('anthropic_beta');
  const compact = keepCompaction(additional, context, target);
  const values = betaValues(
    header.values,
    {
      parameter: before?.value,
      thinking: additional.get('thinking')?.value,
      streamedTools:
        has(target.release, 'eager-input-asks-for-beta') &&
        target.claude &&
        tools.some((tool) => eagerInput(tool) === true),
      computerUse: computer.length > 0 ? computerUseBeta(target.name, target.release) : null,
      effort:
        withEffort &&
        target.claude &&
        !thinksAdaptively(target) &&
        has(target.release, 'effort-asks-for-beta-on-converse'),
      compact,
    },
    target,
  );
  if (values.length > 0 && target.claude) setBetas(additional, values, header, before, context);
  dropGatedThinking(additional, values, context, target);
}

/** Under drop_params, takes what only works with an inactive beta out of `thinking` (1.109). */
function dropGatedThinking(
  additional: Map<string, Param>,
  values: readonly string[],
  context: Context,
  target: Target,
): void {
  const param = additional.get('thinking');
  if (!has(target.release, 'gated-thinking-dropped') || !context.dropParams || !isObject(param?.value))
    return;
  const listed = additional.get('anthropic_beta')?.value;
  const active = [...values, ...(isArray(listed) ? listed : [])].filter((one) => typeof one === 'string');
  const gated = gatedFields(param.value, active);
  if (gated.length === 0) return;
  const kept = Object.fromEntries(Object.entries(param.value).filter(([key]) => !gated.includes(key)));
  additional.set('thinking', { ...param, value: context.trace.inherit(kept, param.value), rule: GATED });
}

function setBetas(
  additional: Map<string, Param>,
  values: readonly string[],
  header: BetaHeader,
  before: Param | undefined,
  { trace }: Context,
): void {
  const given = before && isArray(before.value) ? before.value : [];
  const at = (i: number): Pointer => child('/anthropic_beta', i);
  const list: Json[] = [...values];
  values.forEach((value, i) => {
    const own = given.indexOf(value);
    if (header.values.includes(value)) trace.member(list, i, header.at, BETAS);
    else if (own >= 0 && before) trace.member(list, i, at(own), before.rule);
    else trace.member(list, i, null, BETAS_ADDED);
  });
  given.forEach((value, i) => {
    const kept = typeof value === 'string' && values.includes(value) && !header.values.includes(value);
    if (!kept) trace.note(at(i), BETAS_REPLACED);
  });
  additional.set('anthropic_beta', { value: list, from: null, rule: BETAS_LIST });
}
