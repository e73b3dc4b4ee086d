import { isArray, isObject, type Json } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { child } from '../../json/pointer.ts';
import { Stop } from '../call/failures.ts';
import { noteUnsent, type Param, type Params } from '../call/params.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { BUDGETS } from '../models/efforts.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';

const STOP_CUT = rule({
  id: 'parse.stop-cut',
  stage: 'parse',
  fate: 'dropped',
  text: 'LiteLLM sends four stop sequences at most; this one is cut off and no error says so.',
  source: 'LiteLLM validate_openai_optional_params',
});
const BUDGET_SPELLING = rule({
  id: 'parse.thinking-spelling',
  stage: 'parse',
  fate: 'renamed',
  text: 'budgetTokens of thinking is called budget_tokens.',
  source: 'LiteLLM validate_and_fix_thinking_param',
});
const SPELLED_TWICE = rule({
  id: 'parse.thinking-spelled-twice',
  stage: 'parse',
  fate: 'dropped',
  text: 'budget_tokens is given as well and wins.',
  source: 'LiteLLM validate_and_fix_thinking_param',
});

const SWITCHED_ON = rule({
  id: 'parse.thinking-on',
  stage: 'parse',
  fate: 'mapped',
  text: 'true turns thinking on with a medium budget.',
  source: 'LiteLLM 1.109 validate_and_fix_thinking_param',
});
const SWITCHED_OFF = rule({
  id: 'parse.thinking-off',
  stage: 'parse',
  fate: 'consumed',
  text: 'false leaves thinking off; nothing has to be sent.',
  source: 'LiteLLM 1.109 validate_and_fix_thinking_param',
});

/** Most stop sequences that LiteLLM lets through. */
const MOST_STOPS = 4;

/** What a repair depends on: the release, and whether the module's limit of stop sequences is off. */
interface RepairedBy {
  readonly profile: Profile;
  readonly stopsUncut: boolean;
}

/** Returns the repaired parameter, or null where nothing is left of it. */
type Repair = (param: Param, trace: Trace, by: RepairedBy) => Param | null;

const cutStops: Repair = (param, trace, { profile: { release }, stopsUncut }) => {
  if (stopsUncut || !has(release, 'stops-cut')) return param;
  const { value, from } = param;
  if (!isArray(value) || value.length <= MOST_STOPS || typeof from !== 'string') return param;
  value.forEach((_, i) => {
    if (i >= MOST_STOPS) trace.note(child(from, i), STOP_CUT);
  });
  return { ...param, value: value.slice(0, MOST_STOPS) };
};

const repairThinking: Repair = (param, trace, { profile: { release } }) => {
  const { value, from } = param;
  if (has(release, 'boolean-thinking-repaired') && typeof value === 'boolean') {
    if (value)
      return { ...param, value: { type: 'enabled', budget_tokens: BUDGETS.medium }, rule: SWITCHED_ON };
    noteUnsent(param, SWITCHED_OFF, trace);
    return null;
  }
  if (!isObject(value) || value.budgetTokens === undefined || typeof from !== 'string') return param;
  const { budgetTokens, ...rest } = value;
  const at = child(from, 'budgetTokens');
  if (rest.budget_tokens !== undefined) {
    trace.note(at, SPELLED_TWICE);
    return { ...param, value: rest };
  }
  const copy = trace.whole({ ...rest, budget_tokens: budgetTokens as Json }, from, param.rule);
  trace.member(copy, 'budget_tokens', at, BUDGET_SPELLING);
  return { ...param, value: copy };
};

const NO_TOOL = rule({
  id: 'parse.no-tool',
  stage: 'parse',
  fate: 'dropped',
  text: 'A tool must be an object; LiteLLM leaves this one out and no error says so.',
  source: 'LiteLLM validate_and_fix_openai_tools',
});

const onlyTools: Repair = (param, trace) => {
  const { value, from, rule: origin } = param;
  if (typeof from !== 'string' || !(isArray(value) || isObject(value))) return param;
  const items = isArray(value) ? value : [];
  if (isArray(value) && items.every(isObject)) return param;
  const tools = items.flatMap((tool, i) => {
    if (isObject(tool)) return [trace.whole(tool, child(from, i), origin)];
    trace.note(child(from, i), NO_TOOL);
    return [];
  });
  return { ...param, value: tools };
};

const PLAIN_CHOICES: readonly Json[] = ['auto', 'none', 'required'];

const BAD_CHOICE = rule({
  id: 'parse.tool-choice',
  stage: 'parse',
  fate: 'refused',
  text: 'LiteLLM takes a word or a type with a function for tool_choice; it refuses this form.',
  source: 'LiteLLM validate_chat_completion_tool_choice',
});

const checkToolChoice: Repair = (param, trace, { profile: { release } }) => {
  const { value } = param;
  if (typeof value === 'string') return param;
  if (isObject(value)) {
    const plain = PLAIN_CHOICES.includes(value.type ?? null) && !('function' in value);
    if (plain && has(release, 'tool-choice-type-unwrapped')) return { ...param, value: value.type ?? null };
    if (plain || (value.type != null && value.function != null)) return param;
  }
  noteUnsent(param, BAD_CHOICE, trace);
  throw new Stop('refused', {
    type: has(release, 'odd-tool-choice-is-bad-request') ? 'BadRequestError' : 'Exception',
    message:
      'tool_choice must be "auto", "none", "required" or {"type": "function", "function": {"name": …}}.',
  });
};

const REPAIRS: Readonly<Record<string, Repair>> = {
  stop: cutStops,
  thinking: repairThinking,
  tool_choice: checkToolChoice,
  tools: onlyTools,
};

/** The completion layer's repairs of single parameters. */
export function prepareParams(params: Params, by: RepairedBy, trace: Trace): Params {
  const out = new Map<string, Param>();
  for (const [key, param] of params) {
    const repair = lookUp(REPAIRS, key);
    const repaired = repair ? repair(param, trace, by) : param;
    if (repaired) out.set(key, repaired);
  }
  return out;
}
