import type { JsonObject } from '../../../../json/json.ts';
import { pathOf } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { isBlank } from '../../../python/space.ts';
import type { Part, Turn } from './content.ts';

/**
 * With a guardrail, the text of the last user messages is marked as guarded, unless a message does
 * so itself: then the guardrail looks at that text only. `keepsMarks`: cache marks stay on it.
 * Source: `_convert_consecutive_user_messages_to_guarded_text`, all three releases and 1.110.2.
 */
export function guardLastUserTurns(
  turns: readonly Turn[],
  keepsMarks: boolean,
  trace: Trace,
): readonly Turn[] {
  let start = turns.length;
  while (turns[start - 1]?.role === 'user') start--;
  return turns.map((turn, i) => (i < start ? turn : guarded(turn, keepsMarks, trace)));
}

/** The cache mark of a text or message, where it stays. */
const markOf = ({ cache_control: control = null }: JsonObject, keepsMarks: boolean): JsonObject =>
  keepsMarks && control !== null ? { cache_control: control } : {};

/** A message whose text is one string: a mark on the message becomes one of the text. */
function guardedString(turn: Turn, text: string, keepsMarks: boolean): Turn {
  const { contentAt, message, at } = turn;
  const mark = markOf(message, keepsMarks);
  const marked = mark.cache_control !== undefined;
  const part: Part = {
    value: { type: 'guarded_text', text, ...mark },
    at: marked ? at : contentAt,
    textAt: contentAt,
  };
  if (!marked) return { ...turn, content: [part] };
  const { cache_control: _, ...rest } = message;
  return { ...turn, message: rest, content: [part] };
}

function guarded(turn: Turn, keepsMarks: boolean, trace: Trace): Turn {
  const { content, message } = turn;
  // A missing content becomes an empty list here, which spares older releases their failure on it.
  if (content === null) return { ...turn, message: { ...message, content: [] } };
  if (typeof content === 'string') return guardedString(turn, content, keepsMarks);
  if (content.some(({ value }) => value.type === 'guarded_text')) return turn;
  const textless = content.find(({ value }) => value.type === 'text' && value.text === undefined);
  if (textless) crash(`${pathOf(textless.at)} needs a text.`);
  const guard = (part: Part): Part =>
    part.value.type === 'text'
      ? {
          ...part,
          value: trace.inherit(
            { type: 'guarded_text', text: part.value.text ?? null, ...markOf(part.value, keepsMarks) },
            part.value,
          ),
        }
      : part;
  return { ...turn, content: content.map(guard) };
}

/** Roles whose parts a guardrail may look at; the result of a tool is none. */
const SPEAKERS: readonly string[] = ['system', 'user', 'assistant'];

/**
 * Guarded text as plain text, whoever says it: under `drop_params` LiteLLM 1.108.11 to 1.108.14 send it so where no guardrail
 * looks at it. Source: `_request_with_guard_content_as_text`.
 */
export function withoutGuards(turns: readonly Turn[], trace: Trace): readonly Turn[] {
  const plain = (part: Part): Part =>
    part.value.type === 'guarded_text' && typeof part.value.text === 'string'
      ? { ...part, value: trace.inherit({ ...part.value, type: 'text' }, part.value) }
      : part;
  return turns.map((turn) =>
    !SPEAKERS.includes(turn.role) || turn.content === null || typeof turn.content === 'string'
      ? turn
      : { ...turn, content: turn.content.map(plain) },
  );
}

/** True for guarded text that becomes a block of a message that is not the user's. */
export const isGuardedText = ({ value }: Part): boolean =>
  value.type === 'guarded_text' && typeof value.text === 'string' && !isBlank(value.text);
