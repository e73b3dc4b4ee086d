import { isObject, type Json } from '../../json/json.ts';
import { alwaysThinks, thinksByDefault } from '../models/capabilities.ts';
import type { Target } from '../models/target.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { crash } from './failures.ts';
import type { Params } from './params.ts';

const paramValue = (params: Params, key: string): Json | undefined => params.get(key)?.value;

/**
 * LiteLLM's test whether thinking is on, for incoming or mapped parameters. Releases before 1.109
 * fail on a `thinking` that is not an object; 1.90 looks only where it is filled or true.
 */
export function thinkingEnabled(params: Params, release: Release): boolean {
  const thinking = paramValue(params, 'thinking');
  const asks = !has(release, 'absent-thinking-passes')
    ? thinking !== undefined
    : !has(release, 'thinking-form-unchecked') && isTruthy(thinking);
  if (asks && !isObject(thinking)) crash('thinking must be an object.');
  const effort = (paramValue(params, 'reasoning_effort') ?? null) !== null;
  return (
    (isObject(thinking) && thinking.type === 'enabled') ||
    (thinking === true && has(release, 'thinking-true-counts')) ||
    effort
  );
}

/** LiteLLM 1.109's wider test: adaptive thinking counts, an effort of `none` does not. */
export function thinkingRequested(params: Params): boolean {
  const thinking = paramValue(params, 'thinking');
  const on = isObject(thinking)
    ? thinking.type === 'enabled' || thinking.type === 'adaptive'
    : thinking === true;
  const effort = paramValue(params, 'reasoning_effort') ?? null;
  return on || (effort !== null && effort !== 'none');
}

/**
 * Whether the model will think under these parameters: it always does, or it is asked to, or nothing is said and it
 * does by itself (`will_think`, LiteLLM 1.110). Releases before that ask only what the call says.
 */
export function willThink(params: Params, target: Target, asked: boolean): boolean {
  if (!has(target.release, 'thinking-by-default')) return asked;
  if (alwaysThinks(target) || thinkingRequested(params)) return true;
  const thinking = paramValue(params, 'thinking');
  if (isObject(thinking) && thinking.type === 'disabled') return false;
  return paramValue(params, 'reasoning_effort') !== 'none' && thinksByDefault(target);
}
