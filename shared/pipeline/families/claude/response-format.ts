import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { inheritTexts } from '../../../json/texts.ts';
import type { Context } from '../../call/context.ts';
import { Stop } from '../../call/failures.ts';
import { noteUnsent, type Param, type Params } from '../../call/params.ts';
import { willThink } from '../../call/thinking.ts';
import { ANSWER_TOOL, CALL_TO_ANSWER } from '../../messages/made-up.ts';
import { nativeSchemaInsteadOfTool, refusesForcedTools } from '../../models/capabilities.ts';
import { takesNativeSchema, takesNativeSchemaByChoice } from '../../models/claude.ts';
import type { Target } from '../../models/target.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Release } from '../../releases/release.ts';
import { filteredSchema, MOST_PROPERTIES, nativeSchema, propertyCount } from '../../schemas/native-schema.ts';
import { withoutRefs } from '../../schemas/schema-refs.ts';
import type { Draft } from './draft.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

interface Schema {
  readonly schema: JsonObject;
  readonly at: Pointer;
}

/** Rewrites references as LiteLLM does for Anthropic: `#/…/Name` becomes `/$defs/Name`. */
function withShortRefs(value: Json): Json {
  if (isArray(value)) {
    const items = value.map(withShortRefs);
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, Json] => [
    key,
    key === '$ref' && typeof member === 'string'
      ? `/$defs/${member.slice(member.lastIndexOf('/') + 1)}`
      : withShortRefs(member),
  ]);
  return entries.some(([key, member]) => member !== value[key]) ? Object.fromEntries(entries) : value;
}

const failed = (message: string): Stop => new Stop('crashed', { type: 'APIConnectionError', message });

const hasOddRef = (value: Json): boolean => {
  if (isArray(value)) return value.some(hasOddRef);
  if (!isObject(value)) return false;
  return (
    (Object.hasOwn(value, '$ref') && typeof value.$ref !== 'string') || Object.values(value).some(hasOddRef)
  );
};

/**
 * The parameters with the references in the schema of `response_format` rewritten, which LiteLLM does
 * for Claude before it looks whether the model takes a format. Throws a `crashed` Stop where a
 * `json_schema` format has no schema or a reference in it is no text.
 * Source: litellm `AnthropicConfig.get_json_schema_from_pydantic_object`, 1.87 to 1.109.
 */
export function withShortReferences(params: Params, { profile }: Context): Params {
  const param = params.get('response_format');
  const format = param?.value;
  if (!param || !isObject(format) || format.type !== 'json_schema') return params;
  const { json_schema: named } = format;
  if (!isObject(named) || named.schema === undefined) {
    if (profile.strict) return params;
    throw failed('response_format of type json_schema needs "json_schema" with a "schema".');
  }
  if (!profile.strict && hasOddRef(named.schema)) {
    throw failed('"$ref" in the schema of response_format must be a string.');
  }
  const schema = withShortRefs(named.schema);
  if (schema === named.schema) return params;
  const value = { ...format, json_schema: { ...named, schema } };
  return new Map(params).set('response_format', { ...param, value, rule: RULE.shortRefs });
}

function schemaOf(format: JsonObject, at: Pointer): Schema | null {
  const { response_schema: own, json_schema: named } = format;
  if (own !== undefined) return isObject(own) ? { schema: own, at: child(at, 'response_schema') } : null;
  if (named === undefined) return null;
  if (!isObject(named) || !isObject(named.schema)) {
    if (isObject(named) && named.schema === null) return null;
    throw failed('response_format.json_schema needs a "schema".');
  }
  return { schema: named.schema, at: child(child(at, 'json_schema'), 'schema') };
}

const typeOf = (value: Json | undefined): Json | undefined => (isObject(value) ? value.type : undefined);

/** True where the caller turned thinking on by a budget or asked for any effort. */
export const isThinkingEnabled = (given: Params): boolean =>
  typeOf(given.get('thinking')?.value) === 'enabled' || given.has('reasoning_effort');

function isThinkingRequested(given: Params): boolean {
  const type = typeOf(given.get('thinking')?.value);
  if (type === 'enabled' || type === 'adaptive' || given.get('thinking')?.value === true) return true;
  const effort = given.get('reasoning_effort');
  return effort !== undefined && effort.value !== 'none';
}

/** The schema with what its references name in their places, without the definitions (1.101 to 1.108). */
function withDefinitionsInPlace(schema: JsonObject, release: Release): JsonObject {
  if (!has(release, 'native-schema-references-inlined')) return schema;
  const { $defs, definitions, ...rest } = schema;
  const named = $defs === undefined ? definitions : $defs;
  const bare = inheritTexts(rest, schema);
  return isTruthy(named) && isObject(named) ? withoutRefs(bare, named) : bare;
}

/**
 * The schema in the form in which Claude enforces it, or null where it is too much for it. Up to 1.108 models that
 * always take one are not asked, and get what its references name in their places.
 */
export function nativeForm(schema: JsonObject, target: Target): JsonObject | null {
  const { release } = target;
  if (!takesNativeSchema(target))
    return propertyCount(schema) > MOST_PROPERTIES ? null : nativeSchema(schema, release);
  if (has(release, 'native-schemas-weighed')) return nativeSchema(schema, release);
  return filteredSchema(withDefinitionsInPlace(schema, release), release);
}

function usesNative(schema: Schema | null, draft: Draft): boolean {
  const { target, given } = draft;
  const asked = isThinkingRequested(given);
  const chosen = willThink(given, target, asked) && takesNativeSchemaByChoice(target);
  const instead = !asked && nativeSchemaInsteadOfTool(target);
  if (!takesNativeSchema(target) && !chosen && !instead) return false;
  return schema === null || nativeForm(schema.schema, target) !== null;
}

/** `response_format`: Claude's own structured output where the release uses it, else a forced tool. */
export function mapResponseFormat(param: Param, draft: Draft): void {
  const { context, target, given } = draft;
  const { trace } = context;
  const { value } = param;
  const from = typeof param.from === 'string' ? param.from : '';
  if (!isObject(value)) {
    noteUnsent(param, RULE.schemaLostFormat, trace);
    return;
  }
  const schema = schemaOf(value, from);
  if (usesNative(schema, draft)) {
    const native = schema && nativeForm(schema.schema, target);
    if (!schema || native === null) noteUnsent(param, RULE.schemaLostFormat, trace);
    else {
      const format = trace.whole({ type: 'json_schema', schema: native }, from, RULE.nativeSchema);
      trace.member(format, 'schema', schema.at, RULE.nativeSchema);
      draft.set('output_format', format, from, RULE.nativeSchema);
    }
    return;
  }
  if (value.type === undefined && !context.profile.strict) throw failed('response_format has no "type".');
  if (value.type === 'text' || schema === null) {
    noteUnsent(param, RULE.schemaLostFormat, trace);
    return;
  }
  const input = trace.whole({ type: 'object', ...schema.schema }, schema.at, RULE.schemaTool);
  const mayForce =
    !willThink(given, target, isThinkingEnabled(given)) &&
    !(has(context.profile.release, 'forced-tools-refused') && refusesForcedTools(target));
  const instructed = !mayForce && has(context.profile.release, 'unforced-schema-tool-described');
  const named = {
    name: ANSWER_TOOL,
    input_schema: input,
    ...(instructed ? { description: CALL_TO_ANSWER } : {}),
  };
  const tool = trace.whole(named, from, RULE.schemaTool);
  if (mayForce) {
    const choice = trace.whole({ name: ANSWER_TOOL, type: 'tool' }, from, RULE.schemaToolChoice);
    draft.set('tool_choice', choice, from, RULE.schemaToolChoice);
  }
  draft.addTools([tool], from);
}
