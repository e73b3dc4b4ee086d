import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import type { Param } from '../../call/params.ts';
import { has } from '../../releases/behaviours.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

const LONGEST = 128;

const plain = (name: string): string => name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, LONGEST);

/**
 * New names for tools whose names Claude does not take: other characters become underscores, the
 * length is cut, and a number is appended where two names would collide.
 * Source: `_build_anthropic_tool_name_maps`, LiteLLM 1.85.0 and later.
 */
export function toolNames(names: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set(names.filter((name) => plain(name) === name));
  const renamed = new Map<string, string>();
  for (const name of names) {
    const candidate = plain(name);
    if (candidate === name || renamed.has(name)) continue;
    let unique = candidate;
    for (let n = 2; used.has(unique); n++) {
      const suffix = `_${n}`;
      unique = candidate.slice(0, LONGEST - suffix.length) + suffix;
    }
    renamed.set(name, unique);
    used.add(unique);
  }
  return renamed;
}

const nameOf = (tool: Json): string | null =>
  isObject(tool) && tool.type === 'custom' && typeof tool.name === 'string' && tool.name ? tool.name : null;

function withName(holder: JsonObject, name: string, { trace }: Context): JsonObject {
  const copy = trace.inherit({ ...holder, name }, holder);
  const from = trace.memberOf(holder, 'name')?.from ?? trace.wholeOf(holder)?.from ?? null;
  return trace.member(copy, 'name', from, RULE.toolName);
}

/** Renames tools and a forced tool choice; returns the new names for the messages. */
export function renameTools(params: Map<string, Param>, context: Context): ReadonlyMap<string, string> {
  const tools = params.get('tools');
  const list = tools && isArray(tools.value) ? tools.value : [];
  const mended = has(context.profile.release, 'tool-names-mended');
  const renamed = toolNames(mended ? list.flatMap((tool) => nameOf(tool) ?? []) : []);
  if (renamed.size === 0 || !tools) return renamed;
  const value = list.map((tool) => {
    const name = nameOf(tool);
    const to = name === null ? undefined : renamed.get(name);
    return to === undefined ? tool : withName(tool as JsonObject, to, context);
  });
  params.set('tools', { ...tools, value: context.trace.inherit(value, list) });
  const choice = params.get('tool_choice');
  if (choice && isObject(choice.value) && choice.value.type === 'tool') {
    const to = typeof choice.value.name === 'string' ? renamed.get(choice.value.name) : undefined;
    if (to !== undefined)
      params.set('tool_choice', { ...choice, value: withName(choice.value, to, context) });
  }
  return renamed;
}
