import type { JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { badRequest, badRequestSaying } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { joined } from '../../../messages/joined.ts';
import { takesToolResultImages } from '../../../models/capabilities.ts';
import { stripEnd } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { type AssistantRules, assistantContent, continuation } from './assistant-content.ts';
import { sortedForAssistant, withoutRepeatedThinking, withoutRepeatedTools } from './blocks.ts';
import type { Turn } from './content.ts';
import type { ConverseMessage } from './converse-message.ts';
import { withDistinctDocumentNames, withTextBesideDocuments } from './documents.ts';
import { toolResult } from './tool-result.ts';
import { imagesBesideResults } from './tool-result-images.ts';
import { userContent } from './user-content.ts';

const MESSAGE = built(
  'message',
  'mapped',
  'A message becomes a Converse message: its content is a list of blocks.',
);
const NOTHING_LEFT = built(
  'message-left-out',
  'dropped',
  'Nothing of this message’s content is sent, so the message is not.',
);
const MERGED = built(
  'message-merged',
  'mapped',
  'Neighbouring messages of one role (tool results count as the user’s) become one: Converse wants roles to alternate.',
);
const STRIPPED = built(
  'prefill-stripped',
  'mapped',
  'White space at the end of the last assistant message is cut off: Claude refuses it there.',
  'LiteLLM 1.109 factory',
);

const NO_TURNS: readonly Turn[] = [];

/** Turns from `start` on that hold the role. */
function run(turns: readonly Turn[], start: number, role: string): readonly Turn[] {
  let end = start;
  while (end < turns.length && turns[end]?.role === role) end++;
  return end === start ? NO_TURNS : turns.slice(start, end);
}

/** Neighbouring turns of one kind, and what becomes of them. */
interface Side {
  readonly turns: string;
  readonly role: ConverseMessage['role'];
  readonly convert: (turn: Turn) => readonly JsonObject[];
  readonly tidy: (blocks: readonly JsonObject[]) => readonly JsonObject[];
}

/** The sides in the order in which they follow each other. */
const sidesOf = (rules: AssistantRules, trace: Trace): readonly Side[] => {
  const { target } = rules;
  return [
    {
      turns: 'user',
      role: 'user',
      convert: (turn) => userContent(turn, target, trace),
      tidy: (blocks) => blocks,
    },
    {
      turns: 'tool',
      role: 'user',
      convert: (turn) => toolResult(turn, target, trace),
      tidy: (blocks) => withoutRepeatedTools(blocks, 'toolResult', trace),
    },
    {
      turns: 'assistant',
      role: 'assistant',
      convert: (turn) => assistantContent(turn, rules, trace),
      tidy: (said) => {
        const once = withoutRepeatedTools(said, 'toolUse', trace);
        const left = has(target.release, 'repeated-thinking-dropped')
          ? withoutRepeatedThinking(once, trace)
          : once;
        return has(target.release, 'assistant-blocks-sorted') ? sortedForAssistant(left) : left;
      },
    },
  ];
};

/** Adds what some turns of one side come to. */
function append(
  messages: ConverseMessage[],
  { role, convert, tidy }: Side,
  turns: readonly Turn[],
  rules: AssistantRules,
  trace: Trace,
): void {
  if (turns.length === 0) return;
  const shares = turns.map(convert);
  const isSent = (turn: Turn, i: number): boolean => !turn.added && shares[i]?.length !== 0;
  for (const [i, { at, added }] of turns.entries())
    if (!added && shares[i]?.length === 0) trace.note(child(at, 'role'), NOTHING_LEFT);
  const content = tidy(joined(...shares));
  if (content.length === 0) return;
  const from = (turns.every(isSent) ? turns : turns.filter(isSent)).map(({ at }) => at);
  const last = messages[messages.length - 1];
  if (role === 'user' && last?.role === 'user' && rules.continues) {
    messages.push({ role: 'assistant', content: [continuation(trace)], from: [] });
    messages.push({ role, content, from });
  } else if (role === 'user' && last?.role === 'user') {
    const merged = { role, content: [...last.content, ...content], from: [...last.from, ...from] };
    messages[messages.length - 1] = merged;
  } else messages.push({ role, content, from });
}

function grouped(turns: readonly Turn[], rules: AssistantRules, trace: Trace): readonly ConverseMessage[] {
  const sides = sidesOf(rules, trace);
  const messages: ConverseMessage[] = [];
  for (let i = 0; i < turns.length; ) {
    const start = i;
    for (const side of sides) {
      const own = run(turns, i, side.turns);
      append(messages, side, own, rules, trace);
      i += own.length;
    }
    if (i === start) throw badRequest(`Converse knows no role ${turns[i]?.role ?? ''}.`);
  }
  return messages;
}

/** Cuts white space off the last text of a last assistant message (since 1.109, for Claude). */
function withoutTrailingSpace(
  messages: readonly ConverseMessage[],
  trace: Trace,
): readonly ConverseMessage[] {
  const last = messages[messages.length - 1];
  if (last?.role !== 'assistant') return messages;
  const index = last.content.map((block) => 'text' in block).lastIndexOf(true);
  const content = last.content.map((block, i) => {
    if (i !== index || typeof block.text !== 'string') return block;
    const text = stripEnd(block.text);
    if (text === block.text) return block;
    const from = trace.memberOf(block, 'text')?.from ?? null;
    return trace.member({ text }, 'text', from, STRIPPED);
  });
  return [...messages.slice(0, -1), { ...last, content }];
}

function repaired(messages: readonly ConverseMessage[], rules: AssistantRules, trace: Trace) {
  const { target, stripsEnd } = rules;
  if (!has(target.release, 'orphans-named')) return messages;
  const named = withDistinctDocumentNames(messages, trace);
  const texted = has(target.release, 'documents-need-text') ? withTextBesideDocuments(named, trace) : named;
  if (!has(target.release, 'orphans-settled')) return texted;
  const stripped = stripsEnd ? withoutTrailingSpace(texted, trace) : texted;
  if (takesToolResultImages(target)) return stripped;
  return stripped.map((message) => ({ ...message, content: imagesBesideResults(message.content, trace) }));
}

/**
 * Converts messages without system messages to Converse messages. Throws `Stop` (`refused`,
 * BadRequestError) where there are none or where a role is unknown.
 */
export function converseMessages(
  turns: readonly Turn[],
  rules: AssistantRules,
  trace: Trace,
): readonly JsonObject[] {
  if (turns.length === 0)
    throw badRequestSaying('Invalid Message bedrock requires at least one non-system message');
  return repaired(grouped(turns, rules, trace), rules, trace).map(({ role, content, from }) =>
    trace.whole({ role, content }, from.length > 0 ? from : null, from.length > 1 ? MERGED : MESSAGE),
  );
}
