import type { JsonObject } from '../../json/json.ts';
import type { Check, CheckContext, Finding } from '../families/family.ts';
import { type Cell, evidenceFor, isSeen } from '../models/capabilities/capability.ts';
import { objectsOf, perBody } from '../per-body.ts';
import { blocksIn } from '../placed-block.ts';

type Described = Pick<Finding, 'pointer' | 'sentence' | 'why' | 'source'> & Partial<Finding>;

/** A confirmed finding about the member that the pointer names. */
export const found = (described: Described): Finding => ({
  key: described.pointer.split('/').at(-1) ?? null,
  confirmed: true,
  fixes: [],
  ...described,
});

/** A finding that stands on what a model is known to take: where only a page says so, it warns. */
export const standing = (cell: Cell<unknown>, described: Omit<Described, 'source'>): Finding =>
  found({ ...described, source: evidenceFor(cell), confirmed: isSeen(cell) });

/** Says of a turn of the assistant's at the end that the model does not go on with it, in the words of who says so. */
export const begunAnswer =
  (cellOf: (row: CheckContext['row']) => Cell<boolean> | undefined, sentence: string): Check =>
  (body, { row }) => {
    const allowed = cellOf(row);
    const messages = messagesOf(body);
    const at = messages.length - 1;
    if (!allowed || allowed.is || messages[at]?.role !== 'assistant') return [];
    return [
      standing(allowed, {
        pointer: `/messages/${at}`,
        key: 'messages',
        sentence,
        why: 'The model does not go on with an answer that was begun for it.',
        fixes: [{ kind: 'drop', pointer: `/messages/${at}` }],
      }),
    ];
  };

/** What a model answers to a field that it does not take. */
export const lacking = (field: string): string =>
  `This model doesn't support the ${field} field. Remove ${field} and try again.`;

/** The messages of a request; what is no message counts as an empty one. */
export const messagesOf = perBody(({ messages }): readonly JsonObject[] => objectsOf(messages));
/** The content blocks of a message; what is no block counts as an empty one. */
export const contentOf = ({ content }: JsonObject): readonly JsonObject[] => objectsOf(content);
/** All content blocks with their places. */
export const blocksOf = perBody((body) => blocksIn(messagesOf(body)));

const speaksForItself = ({ row }: CheckContext): boolean => row.ownValidator?.is === true;
/** A check of the service that a model is spared which tells such things itself, in its own words. */
export const unlessModelDoes =
  (check: Check): Check =>
  (body, context) =>
    speaksForItself(context) ? [] : check(body, context);
/** A check of what Converse makes of a request for a model with a validator of its own. */
export const whereModelDoes =
  (check: Check): Check =>
  (body, context) =>
    speaksForItself(context) ? check(body, context) : [];

/** The members that any content block of a request has. */
const membersOf = perBody((body): ReadonlySet<string> => {
  const members = new Set<string>();
  for (const { block } of blocksOf(body)) for (const member in block) members.add(member);
  return members;
});

/** A check that has nothing to say where no block has one of the members. */
export const about =
  (members: readonly string[], check: Check): Check =>
  (body, context) =>
    members.some((member) => membersOf(body).has(member)) ? check(body, context) : [];
