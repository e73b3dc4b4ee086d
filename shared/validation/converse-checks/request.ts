import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Finding } from '../families/family.ts';
import { type Cell, evidenceFor, isSeen } from '../models/capabilities/capability.ts';
import { perBody } from '../per-body.ts';

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

/** What a model answers to a field that it does not take. */
export const lacking = (field: string): string =>
  `This model doesn't support the ${field} field. Remove ${field} and try again.`;

/** The messages of a request; what is no message counts as an empty one. */
export const messagesOf = perBody(({ messages }): readonly JsonObject[] =>
  isArray(messages ?? null)
    ? (messages as readonly Json[]).map((message) => (isObject(message) ? message : {}))
    : [],
);
/** The content blocks of a message; what is no block counts as an empty one. */
export const contentOf = ({ content }: JsonObject): readonly JsonObject[] =>
  isArray(content ?? null) ? (content as readonly Json[]).map((block) => (isObject(block) ? block : {})) : [];
/** All content blocks with their places. */
export const blocksOf = perBody((body) =>
  messagesOf(body).flatMap((message, i) =>
    contentOf(message).map((block, j) => ({
      block,
      pointer: `/messages/${i}/content/${j}`,
      path: `messages.${i}.content.${j}`,
    })),
  ),
);
