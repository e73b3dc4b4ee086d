import { isArray, isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Param, Params } from '../params.ts';
import type { Profile } from '../profiles/profile.ts';
import { Stop } from '../stop.ts';

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

/** Most stop sequences that LiteLLM lets through. */
const MOST_STOPS = 4;

type Repair = (param: Param, trace: Trace, profile: Profile) => Param;

const cutStops: Repair = (param, trace) => {
  const { value, from } = param;
  if (!isArray(value) || value.length <= MOST_STOPS || typeof from !== 'string') return param;
  value.forEach((_, i) => {
    if (i >= MOST_STOPS) trace.note(child(from, i), STOP_CUT);
  });
  return { ...param, value: value.slice(0, MOST_STOPS) };
};

const spellBudget: Repair = (param, trace) => {
  const { value, from } = param;
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

const PLAIN_CHOICES: readonly Json[] = ['auto', 'none', 'required'];

const checkToolChoice: Repair = (param, _trace, { release }) => {
  const { value } = param;
  if (typeof value === 'string') return param;
  if (isObject(value)) {
    const plain = PLAIN_CHOICES.includes(value.type ?? null) && !('function' in value);
    if (plain && release >= 109) return { ...param, value: value.type ?? null };
    if (plain || (value.type != null && value.function != null)) return param;
  }
  throw new Stop('refused', {
    type: release >= 109 ? 'BadRequestError' : 'Exception',
    message:
      'tool_choice must be "auto", "none", "required" or {"type": "function", "function": {"name": …}}.',
  });
};

const REPAIRS: Readonly<Record<string, Repair>> = {
  stop: cutStops,
  thinking: spellBudget,
  tool_choice: checkToolChoice,
};

/** The completion layer's repairs of single parameters. */
export function prepareParams(params: Params, profile: Profile, trace: Trace): Params {
  const out = new Map<string, Param>();
  for (const [key, param] of params) {
    const repair = Object.hasOwn(REPAIRS, key) ? REPAIRS[key] : undefined;
    out.set(key, repair ? repair(param, trace, profile) : param);
  }
  return out;
}
