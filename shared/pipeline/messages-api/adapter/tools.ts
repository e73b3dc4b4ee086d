import { sha256Hex } from '../../../hash/sha256.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../json/pointer.ts';
import type { Located } from '../../blocks/edit.ts';
import { eagerInput } from '../../call/eager-input.ts';
import { crash } from '../../call/failures.ts';
import { isHostedTool } from '../../models/hosted-tools.ts';
import { pythonText } from '../../python/repr.ts';
import { isBlank } from '../../python/space.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { namedBy } from '../../releases/named-by.ts';
import { type Adapting, blocksIn, copyCache, made } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

const LONGEST = 64;
const PREFIX = 55;
const HASH = 8;

/** OpenAI takes tool names of 64 characters; longer ones are cut and end in a hash. */
export function shortName(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, PREFIX)}_${sha256Hex(name).slice(0, HASH)}`;
}

const placedBy = namedBy([
  'name',
  'input_schema',
  'description',
  ['cache_control', 'adapter-places-cache-marks'],
  ['type', 'adapter-places-tool-type'],
  ['custom', 'adapter-places-custom-tools'],
  ['strict', 'adapter-places-strict-tools'],
  ['eager_input_streaming', 'adapter-places-eager-streaming'],
]);

const isSearch = (tool: JsonObject, { release }: Adapting): boolean => {
  if (!has(release, 'adapter-web-search-is-option')) return false;
  if (typeof tool.type === 'string' && tool.type.startsWith('web_search')) return true;
  return (
    tool.name === 'web_search' &&
    (!has(release, 'web-search-with-schema-is-a-tool') || !('input_schema' in tool))
  );
};

const isUnnamed = (name: Json | undefined): boolean =>
  name === undefined || name === null || (typeof name === 'string' && isBlank(name));

const SCHEMA_KEYS = ['name', 'type', 'input_schema', 'description', 'cache_control', 'strict'];

/** A tool of Bedrock's own, such as `{"systemTool": {…}}`: one member that is none of Anthropic's. */
function isProvidersOwn(tool: JsonObject): boolean {
  const [only, ...others] = Object.entries(tool);
  return only !== undefined && others.length === 0 && !SCHEMA_KEYS.includes(only[0]) && isObject(only[1]);
}

/** The name that a tool gets; ends the call (throws `Stop`, `crashed`) where a release cannot do without one. */
function nameOf(
  { release }: Adapting,
  given: Json | undefined,
  index: number,
): { readonly name: Json; readonly madeUp: boolean } {
  if (has(release, 'adapter-names-unnamed-tools') && isUnnamed(given))
    return { name: `litellm_unnamed_tool_${index}`, madeUp: true };
  if (given === undefined) crash('This release takes it that every tool has a name.', 'KeyError');
  if (!has(release, 'adapter-shortens-tool-names')) return { name: given, madeUp: false };
  if (given === null) crash('This release takes the name of a tool for text.', 'TypeError');
  return { name: shortName(pythonText(given)), madeUp: false };
}

function toolOf(adapting: Adapting, { value, at }: Located<JsonObject>, index: number): Json {
  const { trace, release } = adapting;
  const { type = '' } = value;
  if (has(release, 'adapter-keeps-hosted-tools')) {
    if (typeof type !== 'string') crash(`${pathOf(child(at, 'type'))} must be text.`);
    if (isHostedTool(type)) return trace.whole(value, at, RULE.kept);
  }
  if (has(release, 'chat-tools-pass') && type === 'function' && 'function' in value)
    return trace.whole(value, at, RULE.kept);
  if (has(release, 'adapter-keeps-provider-tools') && isProvidersOwn(value))
    return trace.whole(value, at, RULE.kept);
  const { name, madeUp } = nameOf(adapting, value.name, index);
  const spec: Record<string, Json> = made(adapting, { name }, at);
  trace.member(spec, 'name', madeUp ? null : child(at, 'name'), RULE.mapped);
  if ('input_schema' in value) {
    spec.parameters = value.input_schema as Json;
    trace.member(spec, 'parameters', child(at, 'input_schema'), RULE.mapped);
  }
  for (const key of ['description', ...(has(release, 'strict-tools-adapted') ? ['strict'] : [])]) {
    if (!(key in value)) continue;
    spec[key] = key === 'strict' ? isTruthy(value.strict) : (value[key] as Json);
    trace.member(spec, key, child(at, key), RULE.kept);
  }
  const extras = Object.keys(value).filter((key) => !placedBy(release).has(key));
  if (extras.length > 0) {
    const schema = spec.parameters ?? {};
    if (!isObject(schema)) crash('LiteLLM puts further members of a tool into its schema.', 'AttributeError');
    const merged: Record<string, Json> = made(adapting, { ...schema }, child(at, 'input_schema'));
    for (const key of Object.keys(schema))
      trace.member(merged, key, child(child(at, 'input_schema'), key), RULE.kept);
    for (const key of extras) {
      merged[key] = value[key] as Json;
      trace.member(merged, key, child(at, key), RULE.mapped);
    }
    spec.parameters = merged;
  }
  const out: Record<string, Json> = made(adapting, { type: 'function', function: spec }, at);
  const eager = has(release, 'eager-input-streaming-kept') ? eagerInput(value) : null;
  if (eager !== null) {
    out.eager_input_streaming = eager;
    const holder = (value.eager_input_streaming ?? null) === null ? child(at, 'function') : at;
    trace.member(out, 'eager_input_streaming', child(holder, 'eager_input_streaming'), RULE.kept);
  }
  if (has(release, 'adapter-places-cache-marks')) copyCache(adapting, { value, at }, out);
  return out;
}

/** Tools in OpenAI's form, and whether a web search was among them. */
export function adaptTools(
  adapting: Adapting,
  tools: Json,
): { readonly tools: Json[]; readonly search: Pointer | null } {
  let search: Pointer | null = null;
  const regular = blocksIn(adapting, tools, '/tools').filter(({ value, at }) => {
    if (!isObject(value) || !isSearch(value, adapting)) return true;
    search = at;
    return false;
  });
  const out = regular.flatMap(({ value, at }, i) =>
    isObject(value) ? [toolOf(adapting, { value, at }, i)] : [],
  );
  return { tools: out, search };
}

/** tool_choice in OpenAI's form; undefined for a kind LiteLLM does not know. */
export function adaptToolChoice(adapting: Adapting, choice: Json): Json | undefined {
  if (!isObject(choice)) return undefined;
  const words: Readonly<Record<string, string>> = { any: 'required', auto: 'auto', none: 'none' };
  const type = String(choice.type);
  if (type === 'none' && !has(adapting.release, 'adapter-takes-no-tool-choice')) return undefined;
  if (Object.hasOwn(words, type)) return words[type];
  if (type !== 'tool') return undefined;
  const { name: given = '' } = choice;
  if (given === null || typeof given === 'number' || typeof given === 'boolean')
    crash('LiteLLM asks for the length of the name in tool_choice.', 'TypeError');
  const name = made(adapting, { name: shortName(pythonText(given)) }, '/tool_choice/name');
  return made(adapting, { type: 'function', function: name }, '/tool_choice');
}

export const isFilledList = (value: Json | undefined): boolean => isArray(value) && value.length > 0;
