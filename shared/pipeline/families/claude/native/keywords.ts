import { isArray, isObject, type Json } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { has } from '../../../releases/behaviours.ts';
import { isInternal, isInternalAnywhere, registryOf } from '../../../releases/registry.ts';
import type { Draft } from './draft.ts';
import { checkMetadata } from './metadata.ts';
import { handedOn, inHandedOrder } from './names.ts';

/** Keys that other stages read. */
const ELSEWHERE: ReadonlySet<string> = new Set(['model', 'messages', 'extra_headers', 'headers', 'model_id']);

function takeMetadata(draft: Draft, value: Json): void {
  const { trace } = draft.context;
  checkMetadata(value);
  const origin = trace.wholeOf(value) ?? { from: '/metadata', rule: RULE.kept };
  const copy: Record<string, Json> = trace.whole({}, origin.from, origin.rule);
  for (const key of Object.keys(value)) {
    const at = child('/metadata', key);
    if (key === 'user_id' && value.user_id != null) {
      copy.user_id = value.user_id;
      trace.member(copy, key, at, RULE.kept);
    } else trace.note(at, value[key] === null ? RULE.null : RULE.metadataLost);
  }
  draft.set('metadata', copy, origin.from, origin.rule);
}

/** Sorts the keyword arguments: what Anthropic's API knows goes into the draft, the rest is noted. */
export function takeKeywords(draft: Draft): void {
  const { request, profile, trace } = draft.context;
  for (const key of inHandedOrder(Object.keys(request))) {
    if (ELSEWHERE.has(key)) continue;
    const value = request[key] as Json;
    const at = child('', key);
    if (value === null) trace.note(at, RULE.null);
    else if (key === 'stream')
      trace.note(at, value === true ? RULE.stream : RULE.noStream, value === true ? { part: 'path' } : null);
    else if (key === 'metadata') takeMetadata(draft, value);
    else if (key === 'guardrailConfig' && has(profile.release, 'messages-guardrail-in-headers')) continue;
    else if (handedOn(profile.release).has(key)) draft.set(key, value, at, RULE.kept);
    else {
      const own =
        isInternal(key, profile) ||
        isInternalAnywhere(key) ||
        registryOf(profile).aws.has(key) ||
        key === 'drop_params';
      trace.note(at, own ? RULE.internal : RULE.unknown);
    }
  }
}

/** A value without what a path names; what goes is noted. */
function withoutPath(value: Json, path: readonly string[], at: Pointer, trace: Trace): Json | undefined {
  const [head, ...rest] = path;
  if (head === undefined) {
    trace.note(at, RULE.additionalDrop);
    return undefined;
  }
  if (isArray(value)) {
    const wild = head === '*';
    const index = Number(head);
    return value.flatMap((item, i) => {
      if (!wild && i !== index) return [item];
      const left = withoutPath(item, rest, child(at, i), trace);
      return left === undefined ? [] : [left];
    });
  }
  if (!isObject(value) || !Object.hasOwn(value, head)) return value;
  const left = withoutPath(value[head] as Json, rest, child(at, head), trace);
  if (left !== undefined) return { ...value, [head]: left };
  const { [head]: _gone, ...others } = value;
  return others;
}

const segmentsOf = (path: string): readonly string[] =>
  path
    .replace(/\[(\*|\d+)\]/g, '.$1')
    .split('.')
    .filter((segment) => segment !== '');

/**
 * `additional_drop_params`: releases before 1.109 look at paths (`tools[*].custom`) alone, 1.109 at
 * plain names as well.
 */
export function dropNamed(draft: Draft): void {
  const names = draft.context.request.additional_drop_params;
  if (!isArray(names)) return;
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const nested = name.includes('.') || name.includes('[');
    if (!nested && !has(draft.release, 'messages-drop-names')) continue;
    const [key, ...path] = segmentsOf(name);
    const param = key === undefined ? undefined : draft.params.get(key);
    if (key === undefined || !param) continue;
    if (path.length === 0) draft.drop(key, RULE.additionalDrop);
    else {
      const left = withoutPath(param.value, path, child('', key), draft.context.trace);
      if (left === undefined) draft.params.delete(key);
      else draft.params.set(key, { ...param, value: left });
    }
  }
}
