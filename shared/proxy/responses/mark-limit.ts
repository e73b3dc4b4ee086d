import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { marksOn, marksOutside } from '../../pipeline/cache/census.ts';
import { MOST_MARKS } from '../../pipeline/cache/points.ts';
import { readDropParams } from '../../pipeline/completion/control.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import type { DraftMessage } from './draft-messages.ts';

const unmarked = (value: Json): Json => {
  if (!isObject(value)) return value;
  const { cache_control: _, ...rest } = value;
  return rest;
};

function withoutMarks(message: Readonly<Record<string, Json>>): Record<string, Json> {
  const { cache_control: _, ...rest } = message;
  const out: Record<string, Json> = rest;
  for (const key of ['content', 'tool_calls']) {
    const blocks = out[key];
    if (isArray(blocks)) out[key] = blocks.map(unmarked);
  }
  return out;
}

/**
 * The messages of a Responses call with the newest marks that Bedrock's limit leaves room for: a message whose marks
 * are too many loses all of them. In 1.108 under `drop_params`; 1.109 leaves it to the chat call.
 * Source: `_messages_within_cache_control_limit`, LiteLLM 1.108.0 to 1.108.14.
 */
export function withinMarkLimit(
  drafts: readonly DraftMessage[],
  request: JsonObject,
  profile: Profile,
): readonly DraftMessage[] {
  const { release } = profile;
  if (!has(release, 'responses-marks-within-limit') || !readDropParams(request, profile)) return drafts;
  let left = Math.max(MOST_MARKS - marksOutside(request, 'chat', release), 0);
  const newestFirst = [...drafts].reverse().map((draft): DraftMessage => {
    const marks = marksOn(draft.message, release);
    if (marks > left) return { ...draft, message: withoutMarks(draft.message) };
    left -= marks;
    return draft;
  });
  return newestFirst.reverse();
}
