import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { withinCacheCap } from '../../pipeline/cache/cache-cap.ts';
import { marksOn, marksOutside } from '../../pipeline/cache/census.ts';
import { MOST_MARKS } from '../../pipeline/cache/points.ts';
import { readDropParams } from '../../pipeline/completion/control.ts';
import { Trace } from '../../pipeline/ledger/trace.ts';
import type { Message } from '../../pipeline/messages/message.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import type { DraftMessage } from './draft-messages.ts';
import type { ItemMarks } from './item-marks.ts';

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

/** The newest marks one by one, as the chat call of Claude leaves them. */
function withNewestMarks(drafts: readonly DraftMessage[], reserved: number): readonly DraftMessage[] {
  const messages = drafts.map(({ message }, i): Message => {
    const at = child('/messages', i);
    return { value: message, at, contentAt: child(at, 'content') };
  });
  const kept = withinCacheCap(messages, reserved, new Trace());
  return drafts.map((draft, i) => ({ ...draft, message: { ...(kept[i]?.value ?? draft.message) } }));
}

/**
 * The messages of a Responses call with the newest marks that Bedrock's limit leaves room for, those on tools counting
 * first, under `drop_params`: in 1.108 a message whose marks are too many loses all of them, since 1.109 its oldest, where
 * the model is one whose items keep their marks.
 * Source: `_messages_within_cache_control_limit`, LiteLLM 1.108.0 to 1.108.14; `newest_marks_within_cache_control_limit`,
 * 1.109.0 to 1.110.2.
 */
export function withinMarkLimit(
  drafts: readonly DraftMessage[],
  request: JsonObject,
  profile: Profile,
  marks: ItemMarks,
): readonly DraftMessage[] {
  const { release } = profile;
  if (!readDropParams(request, profile)) return drafts;
  const reserved = marksOutside(request, 'chat', release);
  if (has(release, 'responses-newest-marks-kept'))
    return marks === 'lost' ? drafts : withNewestMarks(drafts, reserved);
  if (!has(release, 'responses-marks-within-limit')) return drafts;
  let left = Math.max(MOST_MARKS - reserved, 0);
  const newestFirst = [...drafts].reverse().map((draft): DraftMessage => {
    const own = marksOn(draft.message, release);
    if (own > left) return { ...draft, message: withoutMarks(draft.message) };
    left -= own;
    return draft;
  });
  return newestFirst.reverse();
}
