import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { takesRegexLookaround, takesStrictTools } from '../../../models/capabilities.ts';
import type { Target } from '../../../models/target.ts';
import { isBlank } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { withoutLookaround } from '../../../schemas/lookaround.ts';
import { toolSchema } from '../../../schemas/tool-schema.ts';
import { cachePoint } from '../conversation/cache-points.ts';
import { noteUnread, stringOf } from '../conversation/content.ts';
import { toolName } from '../names.ts';
import { pointerOf } from '../origins.ts';
import { built } from '../rules.ts';

const TOOL = built('tool', 'mapped', 'A function becomes a toolSpec: name, description and JSON schema.');
const NAME = built('tool-name', 'kept', 'The name of the tool.');
const NAME_REWRITTEN = built(
  'tool-name-rewritten',
  'mapped',
  'Characters that LiteLLM takes for invalid in a tool name are replaced by an underscore.',
  'LiteLLM make_valid_bedrock_tool_name, issue #5007',
);
const NAME_MADE_UP = built('tool-name-added', 'added', 'A tool without a name gets one, with its number.');
const DESCRIPTION = built('tool-description', 'kept', 'What the tool is for.');
const NAME_AS_DESCRIPTION = built(
  'tool-description-added',
  'added',
  'Bedrock refuses an empty description, so the name stands in for it.',
);
const SCHEMA = built(
  'tool-schema',
  'mapped',
  'References in the schema are resolved; of its outermost level type, properties and required are sent.',
);
const SCHEMA_REMARK = {
  ...built(
    'tool-schema-remark',
    'dropped',
    'What describes the schema as a whole is not sent; it changes nothing about the calls.',
  ),
  severity: 'info',
} as const;
const SCHEMA_REST = built(
  'tool-schema-rest',
  'dropped',
  'Of a schema’s outermost level LiteLLM sends type, properties and required; what else it demands is lost.',
);
const DEFAULTS = built('tool-schema-added', 'added', 'What the schema does not say is filled in.');
const STRICT = built(
  'tool-strict',
  'kept',
  'The answer must follow the schema to the letter.',
  'LiteLLM 1.90 factory',
);
const STRICT_LOST = built(
  'tool-strict-lost',
  'dropped',
  'strict is not sent for this model by this release; the schema is not enforced, and no error says so.',
);
const AS_IS = built('tool-as-is', 'kept', 'A tool that is in Converse form already goes out as it is.');
const SEARCH = built(
  'tool-search-lost',
  'dropped',
  'Converse has no tool search; LiteLLM leaves this tool out and no error says so.',
);
const UNKNOWN = built(
  'tool-unknown-lost',
  'dropped',
  'A tool with neither a function nor an input_schema is left out and no error says so.',
  'LiteLLM 1.109 factory',
);

/** What LiteLLM reads of a tool: OpenAI's form, or Anthropic's with `input_schema`. */
interface Definition {
  readonly parameters: Json | undefined;
  readonly schemaAt: Pointer;
  readonly name: string | null;
  readonly description: Json | undefined;
  readonly at: Pointer;
  readonly strict: Json | undefined;
}

function definition(tool: JsonObject, at: Pointer, trace: Trace): Definition {
  const called = isObject(tool.function) ? tool.function : {};
  const strict = called.strict;
  const anthropic = 'input_schema' in tool && !('function' in tool);
  const source = anthropic ? tool : called;
  const inner = anthropic ? at : child(at, 'function');
  const key = anthropic ? 'input_schema' : 'parameters';
  const said = trace.memberOf(source, key)?.from;
  return {
    parameters: anthropic && !isTruthy(tool.input_schema) ? undefined : source[key],
    schemaAt: typeof said === 'string' ? said : child(inner, key),
    name: stringOf(source.name),
    description: source.description,
    at: inner,
    strict,
  };
}

/** Members of a schema's outermost level that say nothing about which calls are right, or hardly so. */
const REMARKS: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'additionalProperties',
]);

/** Notes what of the outermost level is not sent; `$defs` live on in the places that refer to them. */
function noteSchemaRest(given: JsonObject, sent: JsonObject, at: Pointer, trace: Trace): void {
  for (const key in given) {
    if (key in sent || key === '$defs') continue;
    trace.note(child(at, key), REMARKS.has(key) ? SCHEMA_REMARK : SCHEMA_REST);
  }
}

function schemaBlock(defined: Definition, target: Target, trace: Trace): JsonObject {
  const { schemaAt } = defined;
  const parameters: Json = defined.parameters ?? { type: 'object', properties: {} };
  if (!isObject(parameters)) crash('The parameters of a tool must be a JSON schema.');
  const accepted = takesRegexLookaround(target) ? parameters : withoutLookaround(parameters);
  const schema = toolSchema(accepted, takesStrictTools(target), target.release);
  if (defined.parameters === undefined) return trace.whole(schema, null, DEFAULTS);
  for (const key of Object.keys(schema)) {
    const given = accepted[key] !== undefined && (key !== 'type' || accepted.type === schema.type);
    if (given) trace.member(schema, key, child(schemaAt, key), SCHEMA);
    else trace.member(schema, key, null, DEFAULTS);
  }
  noteSchemaRest(parameters, schema, schemaAt, trace);
  return trace.whole(schema, schemaAt, SCHEMA);
}

function writeName(
  spec: Record<string, Json>,
  defined: Definition,
  index: number,
  target: Target,
  trace: Trace,
) {
  const named = has(target.release, 'unnamed-tools-named');
  const given = defined.name === null || (named && isBlank(defined.name)) ? null : defined.name;
  spec.name = toolName(given ?? (named ? `litellm_unnamed_tool_${index}` : ''), target);
  if (given === null) trace.member(spec, 'name', null, NAME_MADE_UP);
  else trace.member(spec, 'name', child(defined.at, 'name'), spec.name === given ? NAME : NAME_REWRITTEN);
}

function writeStrict(spec: Record<string, Json>, defined: Definition, target: Target, trace: Trace) {
  const { strict } = defined;
  if (strict === undefined) return;
  const at = child(defined.at, 'strict');
  if (
    takesStrictTools(target) &&
    (isTruthy(strict) || !has(target.release, 'strict-tools-only-when-strict'))
  ) {
    spec.strict = strict;
    trace.member(spec, 'strict', at, STRICT);
  } else if (isTruthy(strict)) trace.note(at, STRICT_LOST);
}

function specBlock(tool: JsonObject, index: number, target: Target, trace: Trace): JsonObject {
  const at = pointerOf(tool, trace);
  const defined = definition(tool, at, trace);
  const json = schemaBlock(defined, target, trace);
  const spec: Record<string, Json> = { inputSchema: { json } };
  writeName(spec, defined, index, target, trace);
  spec.description = isTruthy(defined.description) ? defined.description : (spec.name as Json);
  if (isTruthy(defined.description))
    trace.member(spec, 'description', child(defined.at, 'description'), DESCRIPTION);
  else trace.member(spec, 'description', null, NAME_AS_DESCRIPTION);
  writeStrict(spec, defined, target, trace);
  noteUnread(tool, at, ['type', 'function', 'name', 'description', 'input_schema', 'cache_control'], trace);
  return trace.whole({ toolSpec: spec }, at, TOOL);
}

function toolCachePoint(tool: JsonObject, target: Target, trace: Trace): JsonObject | null {
  const { cache_control: control } = tool;
  if (!isObject(control) || (control.type ?? 'ephemeral') !== 'ephemeral') return null;
  return cachePoint(control, child(pointerOf(tool, trace), 'cache_control'), 'tool', target, trace);
}

/** The blocks of one regular tool: toolSpec, and a cachePoint where it is marked. */
function regularBlocks(tool: JsonObject, index: number, target: Target, trace: Trace): readonly JsonObject[] {
  if ('toolSpec' in tool || 'cachePoint' in tool) return [trace.whole(tool, pointerOf(tool, trace), AS_IS)];
  if (has(target.release, 'bare-tools-read') && !('function' in tool) && !('input_schema' in tool)) {
    trace.note(pointerOf(tool, trace), UNKNOWN);
    return [];
  }
  const point = toolCachePoint(tool, target, trace);
  const block = specBlock(tool, index, target, trace);
  return point ? [block, point] : [block];
}

const SEARCH_TYPES = ['tool_search_tool_regex_20251119', 'tool_search_tool_bm25_20251119'];
const COMPUTER_TYPES = ['computer_use_preview', 'computer_', 'bash_', 'text_editor_'];

const isComputerTool = ({ type }: JsonObject): boolean =>
  typeof type === 'string' && COMPUTER_TYPES.some((prefix) => type.startsWith(prefix));

/** Tools by where they go: `toolConfig.tools`, or Claude's own tools among the additional fields. */
export interface SortedTools {
  readonly blocks: readonly JsonObject[];
  readonly computer: readonly JsonObject[];
}

/** Turns the tools of a request into Converse's. Source: `_process_tools_and_beta`, all three releases. */
export function convertTools(tools: readonly JsonObject[], target: Target, trace: Trace): SortedTools {
  const ready = tools.filter((tool) => 'systemTool' in tool);
  const searching = tools.filter(({ type }) => typeof type === 'string' && SEARCH_TYPES.includes(type));
  for (const tool of searching) trace.note(pointerOf(tool, trace), SEARCH);
  const others = tools.filter((tool) => !ready.includes(tool) && !searching.includes(tool));
  const computer = others.filter(isComputerTool);
  const regular = others
    .filter((tool) => !computer.includes(tool))
    .flatMap((tool, i) => regularBlocks(tool, i, target, trace));
  return { blocks: [...regular, ...ready], computer };
}
