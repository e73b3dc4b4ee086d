import type { Json, JsonObject } from '../../../../json/json.ts';
import { child, pathOf } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { joined } from '../../../messages/joined.ts';
import type { Target } from '../../../models/target.ts';
import { CONTINUE, MODIFY_RULES } from '../../../modify/rules.ts';
import { isBlank } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { cachePoint } from './cache-points.ts';
import { checkParts, noteUnread, type Part, stringOf, type Turn } from './content.ts';
import { isGuardedText } from './guarded.ts';
import { imageUrlBlock } from './media.ts';
import { inReplayOrder, listedThinking, noteRedactedInContent, thinkingBlocks } from './thinking-blocks.ts';
import { toolCalls } from './tool-calls.ts';
import { guardBlock, isEmptyText, textBlock, withoutEmptyText } from './user-content.ts';

const BLANK = built(
  'blank-assistant',
  'dropped',
  'Blank text of the assistant is left out: Bedrock refuses it.',
);
const BLANK_FILLED = built(
  'blank-assistant-filled',
  'mapped',
  'Bedrock refuses blank text, so a full stop stands in for it.',
  'LiteLLM 1.80 factory',
);
const UNKNOWN_PART = built(
  'unknown-assistant-part',
  'dropped',
  'LiteLLM’s Converse transform does not send this kind of content part in an assistant message.',
);

/** What the assistant's messages are converted with. */
export interface AssistantRules {
  readonly target: Target;
  /** True where redacted thinking may go back to the model. */
  readonly replayRedacted: boolean;
  /** True where the conversation may not end on white space of the assistant's. */
  readonly stripsEnd: boolean;
  /** True where thinking that Claude signed is not for this model. */
  readonly signedElsewhere: boolean;
  readonly dropParams: boolean;
  /** True where guarded text of the assistant is for a guardrail. */
  readonly guardsAll: boolean;
  /** True for calls of LiteLLM's asynchronous functions. */
  readonly asynchronous: boolean;
  /** True where the assistant says something between two turns of the user and in place of blank words. */
  readonly continues: boolean;
}

const NOTHING: readonly JsonObject[] = [];

/** The members of a message that says nothing but its text. */
const BARE: readonly string[] = ['content', 'role', 'name'];

const READS: readonly string[] = ['role', 'content', 'thinking_blocks', 'tool_calls', 'cache_control'];

/** Which thinking goes back to the model. */
const replayOf = ({ replayRedacted, signedElsewhere, target }: AssistantRules) => ({
  redacted: replayRedacted,
  signed: !signedElsewhere,
  blank: !target.strict && !has(target.release, 'blank-thinking-left-out'),
});

const isThinkingPart = ({ value }: Part): boolean =>
  value.type === 'thinking' || value.type === 'redacted_thinking';

/** What 1.80 says where the assistant says nothing: a full stop, in an asynchronous call what it was given. */
const silence = (text: string, at: string, { asynchronous }: AssistantRules, trace: Trace): JsonObject =>
  asynchronous ? textBlock(text, at, trace) : trace.whole({ text: '.' }, at, BLANK_FILLED);

const fillsBlank = ({ target }: AssistantRules): boolean =>
  !has(target.release, 'blank-assistant-text-left-out');

/** The same for a text among parts, which asynchronous calls keep longer. */
const fillsBlankPart = (rules: AssistantRules): boolean =>
  rules.asynchronous ? !has(rules.target.release, 'async-blank-assistant-parts-left-out') : fillsBlank(rules);

function partBlock(part: Part, rules: AssistantRules, trace: Trace): readonly JsonObject[] {
  const { target } = rules;
  const { value, at, textAt } = part;
  if (value.type === undefined && !target.strict) crash(`${pathOf(at)} needs a type.`);
  switch (value.type) {
    case 'thinking':
      return !has(target.release, 'thinking-parts-replayed')
        ? thinkingBlocks([part], replayOf(rules), trace)
        : [];
    case 'redacted_thinking':
      if (has(target.release, 'redacted-parts-replayed'))
        return thinkingBlocks([part], replayOf(rules), trace);
      noteRedactedInContent(part, target, trace);
      return [];
    case 'text': {
      noteUnread(value, at, ['type', 'text', 'cache_control'], trace);
      const text = stringOf(value.text) ?? '';
      if (isBlank(text) && fillsBlankPart(rules)) return [silence(text, textAt, rules, trace)];
      return [textBlock(stringOf(value.text) ?? '', textAt, trace)];
    }
    case 'image_url':
      return [imageUrlBlock(value.image_url, child(at, 'image_url'), false, target, trace)];
    default:
      if (rules.guardsAll && isGuardedText(part)) return [guardBlock(part, trace)];
      trace.note(at, UNKNOWN_PART);
      return [];
  }
}

/** What the assistant says under `modify_params` where it has nothing to say. */
export const continuation = (trace: Trace): JsonObject =>
  trace.whole({ text: CONTINUE }, null, MODIFY_RULES.continueAssistant);

function contentBlocks(turn: Turn, rules: AssistantRules, trace: Trace): readonly JsonObject[] {
  const { content, contentAt, message, at } = turn;
  const { target, dropParams } = rules;
  const point = (control: Json | undefined, where: string): readonly JsonObject[] => {
    if (control === undefined) return NOTHING;
    const block = cachePoint(control, child(where, 'cache_control'), 'content', target, trace);
    return block ? [block] : NOTHING;
  };
  if (typeof content === 'string') {
    const marks = (): readonly JsonObject[] => point(message.cache_control, at);
    if (!isBlank(content)) return joined([textBlock(content, contentAt, trace)], marks());
    // A blank string beside tool calls or the like counts as no content at all, cache mark included.
    const beside = Object.keys(message).some((key) => !BARE.includes(key) && message[key] !== null);
    if (!beside && fillsBlank(rules)) return joined([silence(content, contentAt, rules, trace)], marks());
    trace.note(contentAt, BLANK);
    if (beside) return NOTHING;
    return joined(rules.continues ? [continuation(trace)] : NOTHING, marks());
  }
  if (rules.continues && content !== null && content.length > 0 && content.every(isEmptyText)) {
    withoutEmptyText(content, trace);
    return [continuation(trace)];
  }
  const spoken = fillsBlankPart(rules) ? (content ?? []) : withoutEmptyText(content ?? [], trace);
  return spoken.flatMap((part) => {
    const silent = has(target.release, 'thinking-parts-may-be-silent') && dropParams && isThinkingPart(part);
    return [...partBlock(part, rules, trace), ...(silent ? [] : point(part.value.cache_control, part.at))];
  });
}

/** The blocks of an assistant message, in LiteLLM's first order: thinking, content, tool calls. */
export function assistantContent(turn: Turn, rules: AssistantRules, trace: Trace): readonly JsonObject[] {
  const { message, at, content } = turn;
  checkParts(turn);
  noteUnread(message, at, READS, trace);
  const listed = listedThinking(message.thinking_blocks, child(at, 'thinking_blocks'), rules.target);
  const parts = typeof content === 'string' ? [] : (content ?? []);
  const thinking = has(rules.target.release, 'thinking-in-replay-order')
    ? inReplayOrder(parts, listed)
    : listed;
  return joined(
    thinkingBlocks(thinking, replayOf(rules), trace),
    contentBlocks(turn, rules, trace),
    toolCalls(message.tool_calls, child(at, 'tool_calls'), rules.target, trace),
  );
}
