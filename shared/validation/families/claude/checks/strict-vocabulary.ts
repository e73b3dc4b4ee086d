import { isArray, type Json, type JsonObject } from '../../../../json/json.ts';
import { documented, quoted, type Source } from '../../../evidence.ts';
import { vercel } from '../../../models/capabilities/claude-evidence.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';

export const UNSUPPORTED: Source = [
  vercel('issue-17197-max-items-error', '2026-08'),
  quoted('BerriAI/litellm', 39115, '2026-09-01'),
  documented(
    'Claude docs, "Structured outputs": JSON Schema limitations',
    'https://platform.claude.com/docs/en/build-with-claude/structured-outputs',
    '2026-09',
  ),
  OWN_WORDS,
];

const BOUNDS = ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'] as const;

/** The keywords of JSON Schema that speak of one type alone, by whether a strict schema takes them there. */
const KEYWORDS: Readonly<
  Record<string, { readonly takes: readonly string[]; readonly lacks: readonly string[] }>
> = {
  array: {
    takes: ['items', 'minItems'],
    lacks: ['additionalItems', 'contains', 'maxContains', 'maxItems', 'minContains', 'uniqueItems'],
  },
  integer: { takes: [], lacks: BOUNDS },
  number: { takes: [], lacks: BOUNDS },
  object: {
    takes: ['additionalProperties', 'properties', 'required'],
    lacks: ['maxProperties', 'minProperties', 'name', 'patternProperties', 'propertyNames', 'strict'],
  },
  // A least length was recorded as taken (pydantic-ai, test_bedrock_native_output_profile_default, 2026-07).
  string: { takes: ['format', 'minLength', 'pattern'], lacks: ['maxLength'] },
};

/** What each type refuses: its own keywords that are not taken, and those of other types. */
const REFUSED: ReadonlyMap<Json, ReadonlySet<string>> = new Map(
  Object.entries(KEYWORDS).map(([type, { takes }]) => [
    type,
    new Set(
      Object.values(KEYWORDS)
        .flatMap((other) => [...other.takes, ...other.lacks])
        .filter((key) => !takes.includes(key)),
    ),
  ]),
);

export interface Unsupported {
  readonly type: string;
  /** In the order in which they are told. */
  readonly keys: readonly string[];
}

/** The keywords of a schema that a strict one may not have, for each of its types. */
export function unsupportedIn(node: JsonObject): readonly Unsupported[] {
  const types = isArray(node.type ?? null) ? (node.type as readonly Json[]) : [node.type ?? null];
  return types.flatMap((type): readonly Unsupported[] => {
    const refused = REFUSED.get(type);
    const keys = refused === undefined ? [] : Object.keys(node).filter((key) => refused.has(key));
    return keys.length === 0 ? [] : [{ type: String(type), keys: keys.sort() }];
  });
}
