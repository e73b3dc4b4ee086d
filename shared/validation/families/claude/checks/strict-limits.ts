import { isArray, isObject, type Json, type JsonObject, objectOf } from '../../../../json/json.ts';
import { quoted, type Source } from '../../../evidence.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import { perBody } from '../../../per-body.ts';
import type { Check } from '../../family.ts';
import { found, toolsOf } from './found.ts';

const OPTIONAL: Source = [quoted('strands-agents/harness-sdk', 2664, '2026-06-08'), OWN_WORDS];
/** Most strict tools of a request. */
const MOST_TOOLS = 20;
/** So many parameters of all strict schemas together may be left out, and so many be of several types. */
const MOST_OPTIONAL = 24;
const MOST_UNIONS = 16;
/** Schemas are not looked into deeper, nor further than so many parameters. */
const DEEPEST = 40;
const MOST_PARAMETERS = 5000;

const strictOf = (body: JsonObject): readonly JsonObject[] =>
  toolsOf(body).filter(({ strict }) => strict === true);

interface Counts {
  optional: number;
  unions: number;
  left: number;
}

const isUnion = (schema: JsonObject): boolean =>
  isArray(schema.type ?? null) || isArray(schema.anyOf ?? null);

/** The parameters of a schema and of what is inside it, those that need not be given and those of several types. */
function countIn(schema: Json, counts: Counts, depth = 0): void {
  if (!isObject(schema) || depth > DEEPEST) return;
  const required = new Set(isArray(schema.required ?? null) ? (schema.required as readonly Json[]) : []);
  for (const [name, part] of Object.entries(objectOf(schema.properties))) {
    counts.left -= 1;
    if (counts.left < 0) return;
    if (!required.has(name)) counts.optional += 1;
    if (isObject(part) && isUnion(part)) counts.unions += 1;
    countIn(part, counts, depth + 1);
  }
  const { items = null, anyOf = null } = schema;
  countIn(items, counts, depth + 1);
  if (isArray(anyOf)) for (const part of anyOf) countIn(part, counts, depth + 1);
}

/** All schemas of a request that are compiled together: those of strict tools and that of the answer. */
const countsOf = perBody((body): Counts => {
  const counts = { optional: 0, unions: 0, left: MOST_PARAMETERS };
  for (const tool of strictOf(body)) countIn(tool.input_schema ?? null, counts);
  countIn(objectOf(objectOf(body.output_config).format).schema ?? null, counts);
  return counts;
});

const place = (body: JsonObject): string => (strictOf(body).length > 0 ? '/tools' : '/output_config/format');

const fewTools: Check = (body) => {
  const { length } = strictOf(body);
  if (length <= MOST_TOOLS) return [];
  return [
    found({
      pointer: '/tools',
      sentence: `Too many strict tools (${length}). The maximum number of strict tools supported is ${MOST_TOOLS}. Try reducing the number of tools marked as strict.`,
      why: 'Strict schemas of one request are compiled together.',
      source: [OWN_WORDS],
    }),
  ];
};

const fewOptional: Check = (body) => {
  const { optional } = countsOf(body);
  if (optional <= MOST_OPTIONAL) return [];
  return [
    found({
      pointer: place(body),
      sentence: `Schemas contains too many optional parameters (${optional}), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${MOST_OPTIONAL}).`,
      why: 'Strict schemas of one request are compiled together.',
      source: OPTIONAL,
    }),
  ];
};

const fewUnions: Check = (body) => {
  const { unions } = countsOf(body);
  if (unions <= MOST_UNIONS) return [];
  return [
    found({
      pointer: place(body),
      sentence: `Schemas contains too many parameters with union types (${unions} parameters with type arrays or anyOf). This causes exponential compilation cost. Reduce the number of nullable or union-typed parameters (limit: ${MOST_UNIONS} parameters with unions).`,
      why: 'Each parameter of several types multiplies what is compiled.',
      source: [OWN_WORDS],
    }),
  ];
};

/** How much of strict schemas one request may hold. */
export const STRICT_LIMITS: readonly Check[] = [fewTools, fewOptional, fewUnions];
