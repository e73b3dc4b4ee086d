import { isArray, type JsonObject } from '../../../../json/json.ts';
import { isMarked } from '../../../cache/cache-cap.ts';
import { MOST_MARKS } from '../../../cache/points.ts';
import { surelyTakesCachePoints } from '../../../models/capabilities.ts';
import type { Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Turn } from './content.ts';

/** How many cache points a message gets. Source: `count_converse_cache_points`, LiteLLM 1.110.2. */
function pointsOf({ role, content, message }: Turn): number {
  const list = typeof content === 'string' ? null : content;
  const parts = (list ?? []).filter(({ value }) => isMarked(value)).length;
  if (role === 'tool') return isMarked(message) || parts > 0 ? 1 : 0;
  const { tool_calls: calls = null } = message;
  const called = isArray(calls) ? calls.filter(isMarked).length : 0;
  return (list ? parts : Number(isMarked(message))) + called;
}

/**
 * True where the text that a guardrail looks at keeps its cache marks: since 1.110 for a model that surely takes cache
 * points, as long as all of the request, `reserved` ones on tools included, are no more than Bedrock takes.
 * Source: `_guarded_text_keeps_cache_marks`, LiteLLM 1.110.2.
 */
export function keepsGuardMarks(
  turns: readonly Turn[],
  system: readonly JsonObject[],
  reserved: number,
  target: Target,
): boolean {
  if (!has(target.release, 'guarded-text-keeps-marks') || !surelyTakesCachePoints(target)) return false;
  const inMessages = turns.reduce((sum, turn) => sum + pointsOf(turn), 0);
  const inSystem = system.filter((block) => block.cachePoint !== undefined).length;
  return inMessages > 0 && inMessages + inSystem + reserved <= MOST_MARKS;
}
