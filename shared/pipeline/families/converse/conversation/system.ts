import type { Json, JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Target } from '../../../models/target.ts';
import { isBlank } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { cachePoint } from './cache-points.ts';
import { checkParts, noteUnread, stringOf, type Turn } from './content.ts';
import { isGuardedText } from './guarded.ts';
import { systemInPlace } from './mid-system.ts';
import { guardBlock, needsContent } from './user-content.ts';

const SYSTEM = built(
  'system',
  'mapped',
  'System messages leave the conversation and become blocks of the member system.',
);
const SYSTEM_TEXT = built('system-text', 'renamed', 'System text becomes a text block of the member system.');
const LOST = built(
  'system-part-lost',
  'dropped',
  'Only text that is not empty is taken from a system message; the rest is not sent.',
);

/** A conversation without system messages, and the blocks of the member `system`. */
export interface Split {
  readonly turns: readonly Turn[];
  readonly system: readonly JsonObject[];
}

const block = (text: Json, at: string, textAt: string, trace: Trace): JsonObject =>
  trace.whole(trace.member({ text }, 'text', textAt, SYSTEM_TEXT), at, SYSTEM);

function systemBlocks(turn: Turn, target: Target, guardsAll: boolean, trace: Trace): readonly JsonObject[] {
  const { content, contentAt, message, at } = turn;
  needsContent(turn, target);
  checkParts(turn);
  if (typeof content === 'string') {
    noteUnread(message, at, ['role', 'content', 'cache_control'], trace);
    if (content === '' || (target.strict && isBlank(content))) {
      trace.note(at, LOST);
      return [];
    }
    const point = cachePoint(message.cache_control, child(at, 'cache_control'), 'system', target, trace);
    const text = block(content, at, contentAt, trace);
    return point ? [text, point] : [text];
  }
  noteUnread(message, at, ['role', 'content'], trace);
  if (content === null || content.length === 0) trace.note(at, LOST);
  return (content ?? []).flatMap((part) => {
    if (guardsAll && isGuardedText(part)) return [guardBlock(part, trace)];
    const text = part.value.type === 'text' ? (part.value.text ?? null) : null;
    if (!isTruthy(text) || (target.strict && isBlank(stringOf(text) ?? ''))) {
      trace.note(part.at, LOST);
      return [];
    }
    noteUnread(part.value, part.at, ['type', 'text', 'cache_control'], trace);
    const control = child(part.at, 'cache_control');
    const point = cachePoint(part.value.cache_control, control, 'system', target, trace);
    const made = block(text, at, part.textAt, trace);
    return point ? [made, point] : [made];
  });
}

const isSystem = ({ role }: Turn): boolean => role === 'system';

/**
 * Takes system messages out of the conversation: all of them up to 1.90, those before the first
 * other message since 1.109, where later ones stay in place as messages of the user. `guardsAll`: guarded text is for a
 * guardrail here, too.
 */
export function splitSystem(turns: readonly Turn[], target: Target, guardsAll: boolean, trace: Trace): Split {
  const blocks = (turn: Turn): readonly JsonObject[] => systemBlocks(turn, target, guardsAll, trace);
  if (!has(target.release, 'mid-conversation-system')) {
    return {
      turns: turns.filter((turn) => !isSystem(turn)),
      system: turns.filter(isSystem).flatMap(blocks),
    };
  }
  const first = turns.findIndex((turn) => !isSystem(turn));
  const leading = first < 0 ? turns.length : first;
  return {
    turns: systemInPlace(turns.slice(leading), trace),
    system: turns.slice(0, leading).flatMap(blocks),
  };
}
