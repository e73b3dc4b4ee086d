import { isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { noteUnsent, type Param, type Params } from '../call/params.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';

const NESTED = rule({
  id: 'map.additional-drop-params-nested',
  stage: 'map',
  fate: 'dropped',
  severity: 'info',
  text: 'Not sent because a path in additional_drop_params names it.',
  source: 'LiteLLM get_optional_params, delete_nested_value',
});

/** `tools[*].function.strict` → tools, [*], function, strict */
const stepsOf = (path: string): readonly string[] => path.match(/[^.[]+|\[[^\]]*\]/g) ?? [];

/** True for names in `additional_drop_params` that reach into a parameter. */
export const isPath = (name: string): boolean => name.includes('.') || name.includes('[');

interface Dropper {
  readonly trace: Trace;
  readonly rule: Rule;
}

function pointerOf(holder: object, key: string | number, at: Pointer | null, trace: Trace): Pointer | null {
  const member = trace.memberOf(holder, key)?.from;
  if (typeof member === 'string') return member;
  const whole = trace.wholeOf(holder)?.from;
  const base = typeof whole === 'string' ? whole : at;
  return base === null ? null : child(base, key);
}

/** The value without what the steps name; the same value where they name nothing. */
function without(value: Json, steps: readonly string[], at: Pointer | null, dropper: Dropper): Json {
  const [step, ...rest] = steps;
  const { trace } = dropper;
  if (step === undefined) return value;
  if (step.startsWith('[')) {
    if (!isArray(value) || rest.length === 0) return value;
    const index = step === '[*]' ? null : Number(step.slice(1, -1));
    const items = value.map((item, i) =>
      index === null || index === i ? without(item, rest, pointerOf(value, i, at, trace), dropper) : item,
    );
    return items.some((item, i) => item !== value[i]) ? trace.inherit(items, value) : value;
  }
  if (!isObject(value) || !Object.hasOwn(value, step)) return value;
  const from = pointerOf(value, step, at, trace);
  if (rest.length === 0) {
    if (from !== null) trace.note(from, dropper.rule);
    const { [step]: _gone, ...kept } = value;
    return trace.inherit(kept, value);
  }
  const inner = value[step] as Json;
  const changed = without(inner, rest, from, dropper);
  return changed === inner ? value : trace.inherit({ ...value, [step]: changed }, value);
}

/**
 * Takes out of mapped parameters what paths in `additional_drop_params` name, such as
 * `tools[*].input_examples`. Source: `delete_nested_value`, the same in all three releases.
 */
export function dropNested(params: Params, paths: readonly string[], trace: Trace): Params {
  if (paths.length === 0) return params;
  const out = new Map(params);
  for (const path of paths) {
    const [key, ...rest] = stepsOf(path);
    const param: Param | undefined = key === undefined ? undefined : out.get(key);
    if (key === undefined || !param) continue;
    if (rest.length === 0) {
      noteUnsent(param, NESTED, trace);
      out.delete(key);
      continue;
    }
    const at = typeof param.from === 'string' ? param.from : null;
    out.set(key, { ...param, value: without(param.value, rest, at, { trace, rule: NESTED }) });
  }
  return out;
}
