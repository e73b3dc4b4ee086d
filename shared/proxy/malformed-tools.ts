import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { loads } from '../pipeline/python/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Profile } from '../pipeline/releases/profile.ts';
import type { Draft } from './draft.ts';
import { originAt } from './origin.ts';

const SOURCE = 'LiteLLM resolve_tool_fields, 1.109.1';
const TOOL_FIELDS = ['tools', 'tool_choice', 'parallel_tool_calls', 'toolConfig', 'tool_config'] as const;

function isSchema(value: Json | undefined): boolean {
  if (!value || isObject(value)) return true;
  if (typeof value !== 'string') return isArray(value) && value.length === 0;
  return isObject(loads(value));
}

const isNullOr = (value: Json | undefined, holds: (value: Json) => boolean): boolean =>
  (value ?? null) === null || holds(value as Json);

const isTexts = (value: Json): boolean => isArray(value) && value.every((item) => typeof item === 'string');

function problemOf(tool: Json, index: number): string | null {
  const at = `tools.${index}`;
  if (!isObject(tool)) return `${at}: Input should be a valid dictionary`;
  const { function: called, parameters, input_schema: schema, vector_store_ids: stores } = tool;
  if (!isNullOr(called, isObject)) return `${at}.function: Input should be a valid dictionary`;
  if (isObject(called ?? null) && !isSchema((called as JsonObject).parameters)) {
    return `${at}.function.parameters: Input should be a valid dictionary`;
  }
  if (!isSchema(parameters)) return `${at}.parameters: Input should be a valid dictionary`;
  if (!isSchema(schema)) return `${at}.input_schema: Input should be a valid dictionary`;
  return isNullOr(stores, isTexts) ? null : `${at}.vector_store_ids: Input should be a valid list`;
}

interface Malformed {
  readonly message: string;
  /** The tools that are well formed, with the index that each had. */
  readonly kept: readonly { readonly tool: Json; readonly index: number }[];
}

function malformed(tools: Json): Malformed | null {
  if (tools === null) return null;
  if (!isArray(tools)) return { message: 'tools: Input should be a valid list', kept: [] };
  const problems = tools.map(problemOf);
  const message = problems.find((problem) => problem !== null) ?? null;
  if (message === null) return null;
  return {
    message,
    kept: tools.flatMap((tool, index) => (problems[index] === null ? [{ tool, index }] : [])),
  };
}

function leaveOut(draft: Draft, pointer: Pointer, why: string): void {
  const origin = originAt(draft.origins, pointer);
  if (origin) draft.lose({ origin, why, source: SOURCE });
}

function dropTools(draft: Draft, { kept }: Malformed): void {
  const why = 'Not in the form of a tool: left out, as drop_params asks for.';
  const tools = draft.get('tools');
  const origin = draft.originOf('tools');
  if (!origin || kept.length === 0) {
    for (const key of TOOL_FIELDS) {
      if (draft.get(key) === undefined) continue;
      leaveOut(draft, child('', key), key === 'tools' ? why : 'Left out together with the tools.');
      draft.remove(key);
    }
    return;
  }
  const origins = kept.map(({ index }) => originAt(draft.origins, child('/tools', index)) ?? origin);
  (isArray(tools) ? tools : []).forEach((_, i) => {
    if (!kept.some(({ index }) => index === i)) leaveOut(draft, child('/tools', i), why);
  });
  draft.set(
    'tools',
    kept.map(({ tool }) => tool),
    origin,
  );
  origins.forEach((from, i) => void draft.note(child('/tools', i), from));
}

/**
 * Since 1.109 a proxy checks the form of tools and of `web_search_options`: with `drop_params` it leaves out
 * what is malformed, without it the call is refused. Returns the refusal, or null.
 */
export function settleMalformedTools(draft: Draft, dropParams: boolean, { release }: Profile): string | null {
  if (!has(release, 'proxy-tools-unchecked')) return null;
  const names = draft.get('additional_drop_params') ?? null;
  const drops = (key: string): boolean => dropParams || (isArray(names) && names.includes(key));
  const tools = malformed(draft.get('tools') ?? null);
  const search = draft.get('web_search_options') ?? null;
  const badSearch = search !== null && !isObject(search);
  if (tools && !drops('tools')) return tools.message;
  if (badSearch && !drops('web_search_options')) {
    return 'web_search_options: Input should be a valid dictionary';
  }
  if (tools) dropTools(draft, tools);
  if (badSearch) {
    leaveOut(draft, '/web_search_options', 'No object: left out, as drop_params asks for.');
    draft.remove('web_search_options');
  }
  return null;
}
