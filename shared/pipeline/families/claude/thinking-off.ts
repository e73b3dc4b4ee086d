import { isObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import { alwaysThinks } from '../../models/capabilities.ts';
import type { Target } from '../../models/target.ts';
import { has } from '../../releases/behaviours.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

/** Models that always think refuse to be told not to (1.109): the value is left out. */
export function dropDisabledThinking(params: Map<string, Param>, context: Context, target: Target): void {
  const thinking = params.get('thinking');
  if (!has(context.profile.release, 'disabled-thinking-dropped') || !thinking || !isObject(thinking.value))
    return;
  if (thinking.value.type !== 'disabled' || !alwaysThinks(target)) return;
  noteUnsent(thinking, RULE.thinkingDisabledLost, context.trace);
  params.delete('thinking');
}
