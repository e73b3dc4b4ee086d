import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { crash } from '../../../call/failures.ts';
import type { Target } from '../../../models/target.ts';
import { CONTINUE, MODIFY_RULES } from '../../../modify/rules.ts';
import { isBlank } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Part, readTurn, stringOf, type Turn } from './content.ts';
import { isEmptyText } from './user-content.ts';

const AT = '/user_continue_message';

const textOf = ({ content }: Turn): string => {
  if (content === null || typeof content === 'string') return content ?? '';
  return content.map(({ value }) => stringOf(value.text) ?? '').join('');
};

/** The message in place of an empty one; up to 1.90 the empty original goes out where both are strings. */
function replaced(turn: Turn, next: Turn, target: Target): Turn {
  const keepsOriginal =
    !has(target.release, 'continue-messages-replace-parts') &&
    typeof turn.content === 'string' &&
    typeof next.content === 'string';
  return keepsOriginal
    ? { ...turn, message: next.message, at: next.added ? turn.at : next.at, keepsEmptyText: true }
    : next;
}

function filled(turn: Turn, next: Turn, target: Target): Turn {
  const { role, content } = turn;
  if (role !== 'user') return turn;
  if (content === null) return has(target.release, 'null-content-continued') ? next : turn;
  if (typeof content === 'string') return isBlank(content) ? replaced(turn, next, target) : turn;
  if (content.length === 0) return next;
  const empty = content.findIndex(isEmptyText);
  const fill = (part: Part): Part => ({
    ...part,
    value: { ...part.value, text: textOf(next) },
    textAt: next.contentAt,
    ...(next.added ? { added: next.added } : {}),
  });
  return {
    ...turn,
    keepsEmptyText: true,
    content: content.map((part, i) => (i === empty ? fill(part) : part)),
  };
}

const DEFAULT: JsonObject = { role: 'user', content: CONTINUE };

const turnOf = (value: JsonObject): Turn => readTurn({ value, at: AT, contentAt: `${AT}/content` });

/** What stands in where the caller says nothing and `modify_params` is on. */
const ADDED: Turn = { ...turnOf(DEFAULT), added: MODIFY_RULES.continueUser };

/** LiteLLM puts the message in as it is and then asks for its role. */
function checkRole({ role }: JsonObject): void {
  if (typeof role === 'string') return;
  crash('user_continue_message has no role; LiteLLM fails where it puts the message in.');
}

const opens = (turn: Turn | undefined): boolean =>
  turn?.role === 'assistant' && !isTruthy(turn.message.prefix);

/**
 * Puts the caller's `user_continue_message` before a first and behind a last assistant message, and
 * in place of empty user messages. Source: `_initial_message_setup`,
 * `get_user_message_block_or_continue_message`, all three releases.
 */
export function withContinueMessage(
  turns: readonly Turn[],
  { message, modify }: { readonly message: Json | undefined; readonly modify: boolean },
  target: Target,
): readonly Turn[] {
  const given = isObject(message) ? message : null;
  if (given === null && !modify) return turns;
  const next = given ? turnOf(given) : ADDED;
  const [first, last] = [opens(turns[0]), opens(turns[turns.length - 1])];
  if (turns.length === 0 || first || last) checkRole(next.message);
  if (turns.length === 0) return [next];
  const all = [...(first ? [next] : []), ...turns, ...(last ? [next] : [])];
  const standIn = given && Object.keys(given).length === 0 ? turnOf(DEFAULT) : next;
  return all.map((turn) => filled(turn, { ...standIn, role: 'user' }, target));
}
