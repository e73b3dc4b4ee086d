import type { Json, JsonObject } from '../../../../json/json.ts';
import { lookUp } from '../../../../json/look-up.ts';
import { child } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Target } from '../../../models/target.ts';
import { isBlank } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { cachePoint } from './cache-points.ts';
import { checkParts, noteUnread, type Part, stringOf, type Turn } from './content.ts';
import { documentBlock, fileBlock, imageUrlBlock } from './media.ts';

const TEXT = built('text', 'renamed', 'Text becomes a text block.');
const GUARDED = built(
  'guarded-text',
  'mapped',
  'Guarded text is wrapped into a guardContent block, so that the guardrail looks at this text only.',
);
const GROUNDING = built(
  'grounding-text',
  'renamed',
  'Grounding sources and queries go to the model as plain text.',
  'LiteLLM 1.90 factory',
);
const EMPTY = built('empty-text', 'dropped', 'Empty text is left out: Bedrock refuses blank text blocks.');
const UNKNOWN_PART = built(
  'unknown-part',
  'dropped',
  'LiteLLM’s Converse transform does not know this kind of content part; it is not sent and no error says so.',
);

export const textBlock = (text: Json, at: string, trace: Trace): JsonObject =>
  trace.member({ text }, 'text', at, TEXT);

export const guardBlock = ({ value, textAt }: Part, trace: Trace): JsonObject =>
  trace.whole(
    { guardContent: { text: { text: value.text === undefined ? '' : value.text } } },
    textAt,
    GUARDED,
  );

type Make = (part: Part, target: Target, trace: Trace) => JsonObject | null;

const text: Make = ({ value, textAt, added }, _target, trace) => {
  const content = stringOf(value.text);
  if (content === null) crash('A text part needs a text.');
  if (added) return trace.whole({ text: content }, null, added);
  return textBlock(content, textAt, trace);
};

const grounding: Make = ({ value, at, textAt }, target, trace) => {
  if (!has(target.release, 'grounding-parts-read')) {
    trace.note(at, UNKNOWN_PART);
    return null;
  }
  if (value.text === undefined) crash(`A part of type ${String(value.type)} needs a text.`);
  return trace.member({ text: value.text }, 'text', textAt, GROUNDING);
};

/** Type of a user's content part → its block. */
const PARTS: Readonly<Record<string, { readonly reads: readonly string[]; readonly make: Make }>> = {
  text: { reads: ['text'], make: text },
  guarded_text: {
    reads: ['text'],
    make: (part, _target, trace) => guardBlock(part, trace),
  },
  grounding_source: { reads: ['text'], make: grounding },
  query: { reads: ['text'], make: grounding },
  image_url: {
    reads: ['image_url'],
    make: ({ value, at }, target, trace) =>
      imageUrlBlock(value.image_url, child(at, 'image_url'), true, target, trace),
  },
  file: {
    reads: ['file'],
    make: ({ value, at }, target, trace) => fileBlock(value.file, child(at, 'file'), target, trace),
  },
  document: {
    reads: ['source'],
    make: ({ value, at }, _target, trace) => documentBlock(value.source, child(at, 'source'), trace),
  },
};

function partBlocks(part: Part, target: Target, trace: Trace): readonly JsonObject[] {
  const { value, at } = part;
  const type = stringOf(value.type) ?? '';
  const listed = lookUp(PARTS, type);
  const known = type === 'document' && !has(target.release, 'document-parts-read') ? undefined : listed;
  if (known) noteUnread(value, at, ['type', 'cache_control', ...known.reads], trace);
  else trace.note(at, UNKNOWN_PART);
  const made = known ? known.make(part, target, trace) : null;
  const point = cachePoint(value.cache_control, child(at, 'cache_control'), 'content', target, trace);
  return [made, point].filter((block) => block !== null);
}

/** True for a text part without visible text, which LiteLLM leaves out of lists. */
export const isEmptyText = ({ value }: Part): boolean =>
  value.type === 'text' && isBlank(stringOf(value.text) ?? '');

/** LiteLLM trims every text without looking whether it is one; throws `Stop` (`crashed`). */
function checkText({ value }: Part): void {
  if (value.type !== 'text' || value.text === undefined || typeof value.text === 'string') return;
  crash('The text of a text part must be a string.');
}

/** Leaves empty text parts out, with a note. */
export function withoutEmptyText(parts: readonly Part[], trace: Trace): readonly Part[] {
  return parts.filter((part) => {
    checkText(part);
    if (!isEmptyText(part)) return true;
    trace.note(part.at, EMPTY);
    return false;
  });
}

/** Up to 1.90 LiteLLM fails on a message without a content, null counting as none. */
export function needsContent({ message, role }: Turn, { release }: Target): void {
  if (!has(release, 'absent-content-passes') && message.content === undefined)
    crash(`A ${role} message needs a content.`);
}

/** The blocks of a user message. */
export function userContent(turn: Turn, target: Target, trace: Trace): readonly JsonObject[] {
  const { content, contentAt, message, at } = turn;
  needsContent(turn, target);
  checkParts(turn);
  if (typeof content !== 'string') {
    noteUnread(message, at, ['role', 'content'], trace);
    if (turn.keepsEmptyText) return (content ?? []).flatMap((part) => partBlocks(part, target, trace));
    return withoutEmptyText(content ?? [], trace).flatMap((part) => partBlocks(part, target, trace));
  }
  noteUnread(message, at, ['role', 'content', 'cache_control'], trace);
  if ((content === '' && !turn.keepsEmptyText) || (target.strict && isBlank(content))) {
    trace.note(at, EMPTY);
    return [];
  }
  const { cache_control: control } = message;
  const point =
    control === undefined ? null : cachePoint(control, child(at, 'cache_control'), 'content', target, trace);
  const block = turn.added
    ? trace.whole({ text: content }, null, turn.added)
    : textBlock(content, contentAt, trace);
  return point ? [block, point] : [block];
}
