import { z } from 'zod';
import { pick, type Random } from '../../electron/simulator/answer/random.ts';
import { ODD_NAMES } from '../../shared/testing/odd-names.ts';

const NAMES = [
  ...ODD_NAMES,
  '\u202e',
  '\ud800',
  '\0',
  '../../etc/passwd',
  'x"y',
  "'; DROP TABLE exchange;--",
  'a'.repeat(300),
];
const CALL = {
  model: 'bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0',
  messages: [{ role: 'user', content: NAMES.map((type) => ({ type })) }],
  tools: NAMES.map((name) => ({
    type: name,
    function: { name, parameters: { type: name, required: [name] } },
  })),
  tool_choice: 'valueOf',
  response_format: { type: 'constructor' },
  reasoning_effort: '__proto__',
};
const TEXTS = [
  '{',
  '[]',
  'null',
  '\ufeff{}',
  '['.repeat(6_000),
  '{"a":'.repeat(6_000),
  '- '.repeat(6_000),
  '{"model":"__proto__","messages":[{"role":"__proto__","content":"x"}]}',
  '{"__proto__":{"model":"a"},"model":"constructor","messages":[]}',
  JSON.stringify(CALL),
  "curl -d '{",
  'litellm.completion(model=__proto__)',
  'status:__proto__ leaked:constructor',
  '('.repeat(3_000),
];
const NUMBERS = [0, 1, 3, -1, 0.5, 1e9, 2 ** 31, Number.MAX_SAFE_INTEGER, 1e308];

/** A value of about the shape that a schema asks for, with everything in it that may be odd. */
export function hostileValue(schema: z.core.$ZodType | undefined, chance: Random): unknown {
  const one = <T>(list: readonly T[]): T => pick(chance, list);
  const make = (part: z.core.$ZodType | undefined, left: number): unknown => {
    if (chance() < 0.03) return one<unknown>([null, 1, {}, [], NAMES]);
    if (part instanceof z.ZodString) return one(chance() < 0.5 ? TEXTS : NAMES);
    if (part instanceof z.ZodNumber) return one(NUMBERS);
    if (part instanceof z.ZodBoolean) return chance() < 0.5;
    if (part instanceof z.ZodEnum) return one(chance() < 0.9 ? part.options : NAMES);
    if (part instanceof z.ZodLiteral) return part.value;
    if (part instanceof z.ZodUnion) return make(one(part.options), left);
    if (part instanceof z.ZodOptional) return chance() < 0.4 ? undefined : make(part.unwrap(), left);
    if (part instanceof z.ZodNullable) return chance() < 0.3 ? null : make(part.unwrap(), left);
    if (part instanceof z.ZodRecord) return { [String(one(NAMES))]: make(part.valueType, left - 1) };
    if (part instanceof z.ZodArray)
      return left === 0 ? [] : Array.from({ length: chance() * 4 }, () => make(part.element, left - 1));
    if (part instanceof z.ZodObject)
      return Object.fromEntries(
        Object.entries(part.shape)
          .filter(() => chance() < 0.95)
          .map(([name, member]) => [name, make(member, left - 1)]),
      );
    return one(NAMES);
  };
  return make(schema, 8);
}
