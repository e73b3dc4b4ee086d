import { isArray, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Source } from '../../../evidence.ts';
import { objectsOf, perBody } from '../../../per-body.ts';
import { blocksIn } from '../../../placed-block.ts';
import type { Check, Finding } from '../../family.ts';

type Described = Pick<Finding, 'pointer' | 'sentence' | 'why'> &
  Partial<Finding> & { readonly source: Source };

/** A confirmed finding about the member that the pointer names. */
export const found = (described: Described): Finding => ({
  key:
    described.pointer
      .split('/')
      .filter((segment) => segment !== '' && !/^\d+$/.test(segment))
      .at(-1) ?? null,
  confirmed: true,
  fixes: [],
  ...described,
});

const list = (value: Json | undefined): readonly Json[] =>
  isArray(value ?? null) ? (value as readonly Json[]) : [];
export const messagesOf = perBody((body) => objectsOf(body.messages));
export const toolsOf = perBody((body) => objectsOf(body.tools));
/** The blocks of a message or of a tool result; text alone is none. */
export const blocksOf = ({ content }: JsonObject): readonly JsonObject[] => objectsOf(content);
/** A message without content, or with an empty one. */
export const isEmpty = ({ content }: JsonObject): boolean =>
  content === '' || (isArray(content ?? null) && list(content).length === 0);
export const systemBlocksOf = (body: JsonObject): readonly JsonObject[] => objectsOf(body.system);
/** Where Anthropic's documentation stood, by the day that sentences were first seen to name the place; it moved twice. */
const DOCS = [
  {
    since: '2026-08',
    root: 'https://platform.claude.com/docs/en',
    toolUse: '/agents-and-tools/tool-use/overview',
  },
  { since: '2025-09', root: 'https://docs.claude.com/en/docs', toolUse: '/tool-use' },
  { since: '', root: 'https://docs.anthropic.com/en/docs', toolUse: '/tool-use' },
] as const;

/** The pages that sentences name on a day, `YYYY-MM-DD`; the newest where none is asked about. */
export function docsOn(asOf: string | null): { readonly thinking: string; readonly toolUse: string } {
  const { root, toolUse } = DOCS.find(({ since }) => asOf === null || asOf >= since) ?? DOCS[0];
  return { thinking: `${root}/build-with-claude/extended-thinking`, toolUse: root + toolUse };
}

/** The beta flags that a body sets. */
export const betasOf = (body: JsonObject): readonly string[] =>
  list(body.anthropic_beta).filter((beta): beta is string => typeof beta === 'string');

/** All blocks of all messages, without those inside tool results. */
export const placedBlocks = perBody((body) => blocksIn(messagesOf(body)));

/** The types of all content blocks. */
const typesOf = perBody((body) => new Set(placedBlocks(body).map(({ block }) => block.type)));

/** A check that has nothing to say where no block is of one of the types. */
export const about =
  (types: readonly string[], check: Check): Check =>
  (body, context) =>
    types.some((type) => typesOf(body).has(type)) ? check(body, context) : [];
