import type { Json } from '../../json/json.ts';
import type { Source } from '../evidence.ts';

/** Where a rule comes from and how sure it is. */
interface Support {
  /** The AWS page, service model or report that states the rule. */
  readonly source?: Source;
  /** Keywords of this node that no report and no page read for Strata confirms: they warn, they never refuse. */
  readonly unconfirmed?: readonly Keyword[];
  /** Unknown keys that are known to be refused, where `additionalProperties` as such is unconfirmed. */
  readonly refuses?: readonly string[];
  /** Why the rule is there, where the keyword alone does not say it. */
  readonly why?: string;
  /** The value to set where the member is missing. */
  readonly suggest?: string | number;
  /** The service's own sentence for a keyword, where it is not the dialect's usual one. */
  readonly says?: Readonly<Partial<Record<Keyword, string>>>;
  /** The same, as the service says it by now (see `Wording.renewed`). */
  readonly saysNow?: Readonly<Partial<Record<Keyword, string>>>;
  /** Whole sentences for single values that `enum` does not know, which name no path. */
  readonly instead?: Readonly<Record<string, string>>;
  /** The whole sentence for the other texts that `enum` does not know; `VALUE` stands for the text. */
  readonly insteadOfOthers?: string;
}

/**
 * JSON Schema (draft 7) as far as body rules need it, plus {@link Support} and one keyword of our
 * own, `tagged`: a union told apart by one member, whose variant name appears in Anthropic's paths.
 */
export interface Schema extends Support {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly Json[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly not?: Schema;
  /** Forms of a whole body: one that fits none of them is told what each of them misses. */
  readonly anyOf?: readonly Schema[];
  /** Chooses between `then` and `else`; says nothing itself. */
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly contains?: Schema;
  readonly tagged?: Tagged;
  readonly $defs?: Readonly<Record<string, Schema>>;
  /** Name of the union shape; its `properties` are the members, exactly one of which must be set. */
  readonly union?: string;
}

export interface Tagged {
  readonly by: string;
  /** The variant that a value without the tag is; without it the tag is required. */
  readonly fallback?: string;
  /** True where the service's paths name the variant (`messages.0.content.0.text`). */
  readonly inPath: boolean;
  readonly variants: Readonly<Record<string, Schema>>;
  /** Tags that start with one of these take the variant of that name (`bash_20250124` → `bash_`). */
  readonly prefixes?: Readonly<Record<string, Schema>>;
  /** Words for single tags, and under which place below the value they are told. */
  readonly says?: Readonly<Record<string, { readonly at: string; readonly words: string }>>;
  /** Whole sentences for single tags, as the service says them by now (see `Wording.renewed`). */
  readonly saysNow?: Readonly<Record<string, string>>;
}

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** The keywords that can fail. */
export type Keyword =
  | 'type'
  | 'enum'
  | 'required'
  | 'additionalProperties'
  | 'propertyNames'
  | 'minProperties'
  | 'maxProperties'
  | 'minItems'
  | 'maxItems'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'not'
  | 'tagged'
  | 'union';

/** The schema that a reference (`#/$defs/Name`) means; one that says nothing where there is none. */
export function definedAs(definitions: Schema['$defs'], ref: string): Schema {
  const name = ref.replace('#/$defs/', '');
  return definitions !== undefined && Object.hasOwn(definitions, name) ? (definitions[name] ?? {}) : {};
}

/** The variant of a tagged union that a value takes, with the tag that chose it. */
export function variantOf(tagged: Tagged, value: unknown): { tag: string; schema: Schema } | undefined {
  const given = (value as Record<string, unknown> | null)?.[tagged.by] ?? tagged.fallback;
  if (typeof given !== 'string') return undefined;
  const exact = Object.hasOwn(tagged.variants, given) ? tagged.variants[given] : undefined;
  if (exact) return { tag: given, schema: exact };
  const prefixed = Object.entries(tagged.prefixes ?? {}).find(([prefix]) => given.startsWith(prefix));
  return prefixed && { tag: given, schema: prefixed[1] };
}
