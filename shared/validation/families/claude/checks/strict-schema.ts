import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer, valueAt } from '../../../../json/pointer.ts';
import { quoted, type Source } from '../../../evidence.ts';
import { OUTPUT_CONFIG, vercel } from '../../../models/capabilities/claude-evidence.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { found, toolsOf } from './found.ts';
import { STRICT_LIMITS } from './strict-limits.ts';
import { UNSUPPORTED, unsupportedIn } from './strict-vocabulary.ts';

const OPEN = [
  vercel('amazon-bedrock-strict-open-schema-error', '2026-09'),
  quoted('vercel/ai', 20681, '2026-09-12'),
];
const NO_DEFINITION = [quoted('langchain4j/langchain4j', 5097, '2026-08')];
const LIMITS: Source = [quoted('strands-agents/harness-sdk', 2664, '2026-06-08')];
/** Schemas are not looked into deeper, nor further than so many nodes. */
const DEEPEST = 40;
const MOST_NODES = 5000;

const NO_TYPE: Source = [
  {
    source: 'public decision record: twelve calls to Sonnet 4.6 and Opus 4.6, measured with Converse',
    url: null,
    date: '2026-09-17',
    grade: 'quoted',
  },
  OWN_WORDS,
];
/** What says of a schema what it takes. */
const TELLING = ['type', 'enum', 'const', '$ref', 'anyOf', 'allOf', 'oneOf'] as const;

/** A value as Python writes it. */
function python(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string')
    return value.includes("'") && !value.includes('"')
      ? `"${value}"`
      : `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
  if (isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, part]) => `${python(key)}: ${python(part)}`)
      .join(', ')}}`;
  return String(value);
}

interface Flaw {
  readonly pointer: Pointer;
  readonly sentence: string;
  readonly why: string;
  readonly source: Finding['source'];
}

const UNDER_ONE = ['items', 'additionalProperties'] as const;
const UNDER_NAMES = ['properties', '$defs', 'definitions'] as const;
const UNDER_LIST = ['anyOf', 'allOf', 'oneOf'] as const;

function partsOf(node: JsonObject): readonly (readonly [string, Json])[] {
  return [
    ...UNDER_ONE.flatMap((key) =>
      isObject(node[key] ?? null) ? [[`/${key}`, node[key] ?? null] as const] : [],
    ),
    ...UNDER_NAMES.flatMap((key) =>
      isObject(node[key] ?? null)
        ? Object.entries(node[key] as JsonObject).map(
            ([name, part]) => [child(`/${key}`, name), part] as const,
          )
        : [],
    ),
    ...UNDER_LIST.flatMap((key) =>
      isArray(node[key] ?? null)
        ? (node[key] as readonly Json[]).map((part, i) => [`/${key}/${i}`, part] as const)
        : [],
    ),
  ];
}

/** How an object that is not closed is told of. */
function openness(additional: Json | undefined): string {
  const kind = isObject(additional ?? null) ? 'object' : additional === true ? 'true' : undefined;
  return kind === undefined
    ? "For 'object' type, 'additionalProperties' must be explicitly set to false"
    : `For 'object' type, 'additionalProperties: ${kind}' is not supported. Please set 'additionalProperties' to false`;
}

/** What a schema that answers are held to may not hold: open objects, bounds on lists. */
function flawsOf(schema: Json): readonly Flaw[] {
  const flaws: Flaw[] = [];
  let nodes = 0;
  const walk = (node: Json, at: Pointer, depth: number): void => {
    if (!isObject(node) || depth > DEEPEST || ++nodes > MOST_NODES) return;
    if (!TELLING.some((key) => Object.hasOwn(node, key)))
      flaws.push({
        pointer: at,
        sentence:
          Object.keys(node).length === 0
            ? 'Empty schema ({}) that accepts any JSON value is not supported.'
            : `Invalid schema: Schema type is missing for schema: ${python(node)}`,
        why: 'Every part of a strict schema has a type.',
        source: NO_TYPE,
      });
    if (node.type === 'object' && node.additionalProperties !== false)
      flaws.push({
        pointer: at,
        sentence: openness(node.additionalProperties),
        why: 'Every object of a strict schema is closed, nested ones too.',
        source: OPEN,
      });
    const least = node.type === 'array' ? node.minItems : undefined;
    if (typeof least === 'number' && least > 1)
      flaws.push({
        pointer: `${at}/minItems`,
        sentence: `For 'array' type, 'minItems' values other than 0 or 1 are not supported (got: [${least}, ${node.maxItems ?? '∞'}])`,
        why: 'A strict schema can ask for one item, not for more.',
        source: [OWN_WORDS],
      });
    for (const { type, keys } of unsupportedIn(node))
      flaws.push({
        pointer: `${at}/${keys[0]}`,
        sentence:
          keys.length === 1
            ? `For '${type}' type, property '${keys[0]}' is not supported`
            : `For '${type}' type, properties ${keys.join(', ')} are not supported`,
        why: 'A strict schema takes no bounds, and no keywords of other types.',
        source: UNSUPPORTED,
      });
    if (isArray(node.oneOf ?? null))
      flaws.push({
        pointer: `${at}/oneOf`,
        sentence: "Schema type 'oneOf' is not supported",
        why: 'A strict schema takes `anyOf` alone.',
        source: LIMITS,
      });
    const { $ref } = node;
    if (typeof $ref === 'string' && $ref.startsWith('#/') && valueAt(schema, $ref.slice(1)) === undefined)
      flaws.push({
        pointer: `${at}/$ref`,
        sentence: `Invalid schema: Reference to non-existent definition: ${$ref}`,
        why: 'What a strict schema refers to must stand in it.',
        source: NO_DEFINITION,
      });
    for (const [way, part] of partsOf(node)) walk(part, at + way, depth + 1);
  };
  walk(schema, '', 0);
  return flaws;
}

const told = (flaws: readonly Flaw[], at: Pointer, path: string): readonly Finding[] =>
  flaws.map(({ pointer, sentence, ...rest }) =>
    found({ ...rest, pointer: at + pointer, sentence: `${path}: ${sentence}` }),
  );

const strictTools: Check = (body) =>
  toolsOf(body).flatMap((tool, i) =>
    tool.strict === true
      ? told(flawsOf(tool.input_schema ?? null), `/tools/${i}/input_schema`, `tools.${i}.custom`)
      : [],
  );

const answerFormat: Check = ({ output_config }, { operation, row }) => {
  const format = isObject(output_config ?? null) ? (output_config as JsonObject).format : null;
  if (!isObject(format ?? null)) return [];
  if (row.structuredOutput?.is === false && operation.startsWith('Converse')) {
    const member = row.outputConfig?.is === false ? '' : '.format';
    return [
      found({
        pointer: '/output_config/format',
        sentence: `output_config${member}: Extra inputs are not permitted`,
        why: 'The model has no answer formats on Bedrock.',
        source: [OUTPUT_CONFIG, ...row.structuredOutput.evidence],
        fixes: [{ kind: 'drop', pointer: `/output_config${member.replace('.', '/')}` }],
      }),
    ];
  }
  const schema = (format as JsonObject).schema ?? null;
  return told(flawsOf(schema), '/output_config/format/schema', 'output_config.format.schema');
};

/** Rules about schemas that the model is held to. */
export const STRICT_CHECKS: readonly Check[] = [strictTools, answerFormat, ...STRICT_LIMITS];
