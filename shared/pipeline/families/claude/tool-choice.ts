import { isObject, type Json } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { isTruthy } from '../../python/truth.ts';
import type { Block } from './messages/block.ts';

const PLAIN: Readonly<Record<string, string>> = { auto: 'auto', required: 'any', none: 'none' };
const TYPED: Readonly<Record<string, string>> = { ...PLAIN, any: 'any' };

function chosen(choice: Json | undefined): Block | null {
  if (typeof choice === 'string') {
    const type = lookUp(PLAIN, choice);
    return type === undefined ? null : { type };
  }
  if (!isObject(choice)) return null;
  if ('type' in choice && !('function' in choice)) {
    const type = typeof choice.type === 'string' ? lookUp(TYPED, choice.type) : undefined;
    return type === undefined ? null : { type };
  }
  const name = isObject(choice.function) ? choice.function.name : undefined;
  return name === undefined || name === null ? null : { type: 'tool', name };
}

/**
 * `tool_choice` and `parallel_tool_calls` as Claude's `tool_choice`; null where nothing is to be sent.
 * Source: `_map_tool_choice`, the same in 1.87.0, 1.90.0 and 1.109.1.
 */
export function toolChoice(choice: Json | undefined, parallel: Json | undefined): Block | null {
  const block = chosen(choice);
  if (parallel === undefined || parallel === null || choice === 'none') return block;
  return { ...(block ?? { type: 'auto' }), disable_parallel_tool_use: !isTruthy(parallel) };
}
