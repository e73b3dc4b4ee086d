import type { Json } from '../../../../json/json.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Release } from '../../../releases/release.ts';
import type { Block } from './block.ts';

const isResult = (block: Block): boolean =>
  typeof block.type === 'string' && block.type.endsWith('_tool_result');

/**
 * A turn that stopped before the server ran its tool (1.109): such calls are not replayed, save the
 * last one where the turn ends the conversation. A turn that calls the caller's own tools, too, did not
 * stop there (1.110).
 */
export function withoutUnrun(
  calls: readonly Block[],
  last: boolean,
  release: Release,
): { readonly calls: readonly Block[]; readonly paused: boolean } {
  if (calls.length === 0) return { calls, paused: false };
  const isOwn = ({ type }: Block): boolean => type === 'tool_use';
  if (has(release, 'own-calls-end-a-pause') && calls.some(isOwn)) return { calls, paused: false };
  const ran = new Set(calls.filter(isResult).map((block) => block.tool_use_id));
  const unrun = calls.filter((block) => block.type === 'server_tool_use' && !ran.has(block.id));
  if (unrun.length === 0) return { calls, paused: false };
  const kept: Json | undefined = last ? unrun[unrun.length - 1]?.id : undefined;
  const dropped = new Set(unrun.map((block) => block.id).filter((id) => id !== kept));
  return { calls: calls.filter((block) => !dropped.has(block.id)), paused: true };
}

/** Server tool calls with their results; calls of the caller's own tools stand apart. */
function grouped(calls: readonly Block[]): { groups: readonly (readonly Block[])[]; own: readonly Block[] } {
  const groups: Block[][] = [];
  const own: Block[] = [];
  for (const block of calls) {
    const group = groups[groups.length - 1];
    if (block.type === 'tool_use') own.push(block);
    else if (block.type === 'server_tool_use' || !group) groups.push([block]);
    else group.push(block);
  }
  return { groups, own };
}

/**
 * The order in which Claude first said it: each thinking block stands before its server tool call,
 * then the text, then calls of the caller's own tools. Claude checks signatures by position.
 */
export function interleave(
  thinking: readonly Block[],
  calls: readonly Block[],
  text: Block | null,
  release: Release,
): readonly Block[] {
  const { groups, own } = grouped(calls);
  const complete = has(release, 'unanswered-server-calls-wait')
    ? groups.filter((group) => group.some(isResult))
    : groups;
  const pending = has(release, 'unanswered-server-calls-wait')
    ? groups.filter((group) => !group.some(isResult)).flat()
    : [];
  const out: Block[] = [];
  for (let i = 0; i < Math.max(thinking.length, complete.length); i++) {
    const block = thinking[i];
    if (block) out.push(block);
    out.push(...(complete[i] ?? []));
  }
  return [...out, ...(text ? [text] : []), ...own, ...pending];
}
