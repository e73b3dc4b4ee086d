import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Context } from '../../../call/context.ts';
import { noteUnsent, type Param } from '../../../call/params.ts';
import { listsNativeSchema, takesNativeSchema } from '../../../models/capabilities.ts';
import { takesEffort } from '../../../models/claude.ts';
import { isApplicationProfile, type Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { nativeSchema, propertyCount } from '../../../schemas/native-schema.ts';
import { checkEffort, withCappedEffort } from '../effort.ts';
import { outputConfig } from '../map/response-format.ts';
import { built } from '../rules.ts';

const FORMAT = built(
  'output_config-format',
  'mapped',
  'The format of Claude’s output_config goes into Converse’s outputConfig, as JSON in a string.',
  'LiteLLM 1.90',
);
const FORMAT_LOST = built(
  'output_config-format-lost',
  'dropped',
  'LiteLLM knows no structured output of this model’s own; the schema is not sent and no error says so.',
  'LiteLLM 1.90',
);
const NOT_CLAUDE = built(
  'output_config-lost',
  'dropped',
  'output_config is Claude’s; for other models it vanishes and no error says so.',
);
const NO_EFFORT = built(
  'output_config-no-effort',
  'dropped',
  'litellm.drop_params is on and this model takes no effort: output_config is left out.',
);
const NOT_TAKEN = built(
  'output_config-not-taken',
  'dropped',
  'Up to 1.83 LiteLLM takes output_config out of every call to Converse.',
);
const EMPTY = built('output_config-empty', 'consumed', 'Nothing of output_config is left to send.');

/** What becomes of Claude's `output_config`. */
export interface OutputConfigs {
  /** The member `outputConfig` of the request. */
  readonly native: Param | undefined;
  /** `output_config` among the additional fields. */
  readonly own: Param | undefined;
}

const MAX_OPT_IN_PROPERTIES = 64;

/** The schema as the model takes it; undefined where it takes none. */
function acceptedSchema(schema: Json | undefined, target: Target): JsonObject | null | undefined {
  const listed = takesNativeSchema(target, has(target.release, 'native-schema-under-thinking-asked'));
  if (!isObject(schema)) return listed ? null : undefined;
  if (!listed) return undefined;
  const always = listsNativeSchema(target);
  if (always && !has(target.release, 'native-schemas-adapted')) return schema;
  if (!always && propertyCount(schema) > MAX_OPT_IN_PROPERTIES) return undefined;
  return nativeSchema(schema, target.release) ?? (always ? schema : undefined);
}

function fromFormat(format: JsonObject, param: Param, target: Target): Param | undefined {
  if (format.type !== 'json_schema' || !target.claude) return undefined;
  const schema = acceptedSchema(format.schema, target);
  if (schema === undefined) return undefined;
  const value = outputConfig(schema, format.name, format.description, target.release);
  return { value, from: param.from, rule: FORMAT };
}

function ownFields(config: JsonObject, param: Param, target: Target): Param | undefined {
  const { release, name, claude } = target;
  if (has(release, 'application-profiles-keep-output-config') && isApplicationProfile(name))
    return { ...param, value: config };
  if (!claude) return undefined;
  const capped = withCappedEffort(config, target);
  if ((capped.effort ?? null) !== null) checkEffort(capped.effort as Json, target);
  return { ...param, value: capped };
}

/** Parts Claude's `output_config` from the format in it. Source: `_prepare_request_params`, all three releases. */
export function splitOutputConfig(
  param: Param | undefined,
  given: Param | undefined,
  context: Context,
  target: Target,
): OutputConfigs {
  if (!param || !isObject(param.value)) {
    if (param) noteUnsent(param, NOT_CLAUDE, context.trace);
    return { native: given, own: undefined };
  }
  if (!has(target.release, 'converse-sends-output-config')) {
    noteUnsent(param, NOT_TAKEN, context.trace);
    return { native: given, own: undefined };
  }
  const { format, ...rest } = param.value;
  const reads = has(target.release, 'output-config-format-read');
  const native = given ?? (reads && isObject(format) ? fromFormat(format, param, target) : undefined);
  if (reads && isObject(format) && native === undefined)
    context.trace.note('/output_config/format', FORMAT_LOST);
  const config = reads ? rest : param.value;
  if (reads && Object.keys(config).length === 0) {
    if (!isObject(format)) noteUnsent(param, EMPTY, context.trace);
    return { native, own: undefined };
  }
  const dropped = context.settings.dropParams && target.claude && !takesEffort(target);
  const own = dropped && !isApplicationProfile(target.name) ? undefined : ownFields(config, param, target);
  if (!own) noteUnsent(param, dropped ? NO_EFFORT : NOT_CLAUDE, context.trace);
  return { native, own };
}
