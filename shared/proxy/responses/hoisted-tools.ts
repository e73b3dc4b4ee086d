import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { child } from '../../json/pointer.ts';
import { dumps } from '../../pipeline/python/json.ts';
import type { InputItem } from './items.ts';

/** A tool of a Responses call with the place it is from. */
export interface GivenTool {
  readonly tool: Json;
  readonly from: Pointer;
}

const isHolder = ({ item }: InputItem): boolean => isObject(item) && item.type === 'additional_tools';

/** Tools that Codex sends as items of the input, beside those that the call names. */
export function hoistedTools(items: readonly InputItem[]): {
  readonly items: readonly InputItem[];
  readonly tools: readonly GivenTool[];
} {
  const holders = items.filter(isHolder);
  if (holders.length === 0) return { items, tools: [] };
  const tools = holders.flatMap(({ item, from }) => {
    const held = (item as JsonObject).tools ?? null;
    if (!isArray(held) || !held.every(isObject)) return [];
    return held.map((tool, i) => ({ tool, from: child(child(from, 'tools'), i) }));
  });
  return { items: items.filter((item) => !isHolder(item)), tools };
}

const identityOf = (tool: Json): string => {
  if (!isObject(tool)) return dumps(tool);
  const { name = null, type = null } = tool;
  return typeof name === 'string' && name !== '' ? `${String(type)}:${name}` : JSON.stringify(sorted(tool));
};

function sorted(value: Json): Json {
  if (isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

const membersOf = (tool: Json): readonly Json[] =>
  isObject(tool) && isArray(tool.tools) && tool.tools.every(isObject) ? tool.tools : [];

/** Each tool once, where it stood first, as it was given last; members of a namespace given again are joined. */
export function eachOnce(tools: readonly GivenTool[]): readonly GivenTool[] {
  const copies = new Map<string, GivenTool[]>();
  for (const given of tools) {
    const identity = identityOf(given.tool);
    const known = copies.get(identity);
    if (known) known.push(given);
    else copies.set(identity, [given]);
  }
  return [...copies.values()].map((same) => {
    const newest = same[same.length - 1] as GivenTool;
    if (!isObject(newest.tool) || newest.tool.type !== 'namespace' || same.length === 1) return newest;
    const members = same.flatMap(({ tool }) =>
      membersOf(tool).map((member) => ({ tool: member, from: newest.from })),
    );
    if (members.length === 0) return newest;
    return { ...newest, tool: { ...newest.tool, tools: eachOnce(members).map(({ tool }) => tool) } };
  });
}
