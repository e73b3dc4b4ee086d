import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { asyncRulesFor, rulesFor } from '../families/index.ts';
import { SHAPES } from '../generated/converse-shapes.ts';
import { capabilitiesOf } from '../models/capabilities/index.ts';
import { KNOWN_MODELS } from '../models/known.ts';
import type { Schema } from './schema.ts';

/** All objects that stand in a value, itself among them. */
function objectsIn(value: unknown): ReadonlySet<Partial<Schema>> {
  const found = new Set<object>();
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || found.has(next)) continue;
    found.add(next);
    waiting.push(...Object.values(next));
  }
  return found;
}

const ajv = new Ajv({ strict: false, logger: false });
const complaint = (schema: Schema): string | null =>
  ajv.validateSchema(schema) ? null : ajv.errorsText(ajv.errors);

it('the shapes of the service model are JSON Schema, and their references lead to one another', () => {
  for (const [name, shape] of Object.entries(SHAPES)) expect(complaint(shape), name).toBeNull();
  const references = [...objectsIn(SHAPES)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((ref) => !Object.hasOwn(SHAPES, ref.replace('#/$defs/', '')))).toEqual([]);
});

it('the schemas of every known model are JSON Schema, with the variants in them', () => {
  let looked = 0;
  for (const base of KNOWN_MODELS) {
    const row = capabilitiesOf(base)?.row ?? {};
    const context = { operation: 'InvokeModel', base, modelId: base, row, asOf: null } as const;
    for (const rules of [rulesFor(context, {}), asyncRulesFor(context, {})]) {
      if (!rules) continue;
      const unions = [...objectsIn([rules.schema, rules.fields])].flatMap(({ tagged }) => tagged ?? []);
      const variants = unions.flatMap((union) => [
        ...Object.values(union.variants),
        ...Object.values(union.prefixes ?? {}),
      ]);
      for (const schema of [rules.schema, rules.fields, ...variants])
        expect(complaint(schema), rules.id).toBeNull();
      looked += 1 + variants.length;
    }
  }
  expect(looked).toBeGreaterThan(200);
});
