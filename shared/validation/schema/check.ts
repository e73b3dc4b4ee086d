import { Ajv, type ErrorObject, type KeywordDefinition, type ValidateFunction } from 'ajv';
import { isObject, type Json } from '../../json/json.ts';
import { type Pointer, valueAt } from '../../json/pointer.ts';
import type { Keyword, Schema, Tagged } from './schema.ts';
import { definedAs, variantOf } from './schema.ts';

/** One rule that a body breaks, before any service has put it into words. */
export interface Violation {
  readonly keyword: Keyword;
  /** The value that was examined; for a missing or an unknown key the object. */
  readonly pointer: Pointer;
  /** The missing or unknown key, else null. */
  readonly key: string | null;
  /** The value at `pointer`. */
  readonly value: Json;
  /** The schema node the rule stands in. */
  readonly node: Schema;
  /** Set where a key of a map, not its value, is at fault. */
  readonly mapKey: boolean;
  /** Which of several forms of the body is not met; 0 where there is one. */
  readonly form: number;
}

/**
 * Checks one body.
 * @returns every violation, in no promised order: order is a matter of the dialect
 */
export type Checker = (body: Json) => readonly Violation[];

/** More violations than this in one body help nobody and cost time. */
const MOST_VIOLATIONS = 1000;
/** Nor do places whose names are longer than this together, UTF-16 units: keys may be as long as the body. */
const MOST_NAMES = 2_000_000;

/**
 * The library joins the failures of every referenced schema to those before, copying them all each time. Once there are
 * more than anybody is told, it leaves them as they are.
 */
const joinedUpToTheMost = (code: string): string =>
  code.replace(
    /vErrors\.concat\(([\w.]+)\)/g,
    `(vErrors.length < ${MOST_VIOLATIONS} ? vErrors.concat($1) : vErrors)`,
  );

type Definitions = NonNullable<Schema['$defs']>;

const NO_DEFINITIONS: Definitions = {};

const engines = new WeakMap<Definitions, Ajv>();

/**
 * The library, for schemas that refer to these definitions. Each is compiled when the first value comes that it speaks
 * of: most of Converse's shapes are in no request, and to prepare them all takes longer than all else that a start does.
 */
function engineFor(definitions: Definitions): Ajv {
  const known = engines.get(definitions);
  if (known) return known;
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    // The type checker looks at our schemas, and a test once more: the library would compile the schema of schemas for it.
    meta: false,
    validateSchema: false,
    // To polish the generated code takes a third of a schema's preparation, and bodies are checked no faster for it.
    code: { process: joinedUpToTheMost, optimize: false },
  });
  ajv.addKeyword({ keyword: 'tagged', compile: compileTagged, errors: 'full' });
  ajv.addKeyword({ keyword: 'union', compile: compileUnion, errors: 'full' });
  // The library's own compiles whatever can be reached at once.
  ajv.removeKeyword('$ref');
  const compile: Compile = (ref: string, _parent, { propertyName }) =>
    compileReference(() => ajv.compile(definedAs(definitions, ref)), propertyName !== undefined);
  ajv.addKeyword({ keyword: '$ref', schemaType: 'string', compile, errors: 'full' });
  engines.set(definitions, ajv);
  return ajv;
}

/** Prepares the check for a schema. The schema is compiled when the first body arrives. */
export function checker({ $defs = NO_DEFINITIONS, ...schema }: Schema): Checker {
  let compiled: ValidateFunction | undefined;
  return (body) => {
    compiled ??= engineFor($defs).compile(schema);
    if (compiled(body)) return [];
    return told(compiled.errors ?? []).flatMap((error) => toViolation(error, body));
  };
}

/** The failures that are told: the first thousand, and fewer where their places have endless names. */
function told(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let names = 0;
  const tooMany = errors.findIndex((error, i) => {
    names += error.instancePath.length;
    return i > 0 && (i >= MOST_VIOLATIONS || names > MOST_NAMES);
  });
  return tooMany < 0 ? errors : errors.slice(0, tooMany);
}

// Containers of failures, which repeat what their members already said.
const WRAPPERS = new Set(['if', 'anyOf', 'oneOf', 'allOf', 'propertyNames']);

function toViolation(error: ErrorObject, body: Json): readonly Violation[] {
  if (WRAPPERS.has(error.keyword)) return [];
  const params = error.params as { additionalProperty?: string; missingProperty?: string };
  return [
    {
      keyword: error.keyword as Keyword,
      pointer: error.instancePath,
      key: params.additionalProperty ?? params.missingProperty ?? null,
      // The library overwrites `data` of failures that pass through its custom keywords.
      value: valueAt(body, error.instancePath) ?? null,
      node: (error.parentSchema ?? {}) as Schema,
      mapKey: error.propertyName !== undefined,
      form: Number(/^#\/anyOf\/(\d+)\//.exec(error.schemaPath)?.[1] ?? 0),
    },
  ];
}

// Called with a context whose pointer says where the value stands; leaves its failures on itself.
type Compile = NonNullable<Extract<KeywordDefinition, { compile?: unknown }>['compile']>;
type Compiled = ReturnType<Compile>;
type Context = { readonly instancePath: string } | undefined;
/** What the library tells of the surroundings of a value; no keyword here asks for them. */
const NOWHERE = {};

function failure(keyword: string, data: Json, node: object, pointer: string, missingProperty?: string) {
  const params = missingProperty === undefined ? {} : { missingProperty };
  return { keyword, instancePath: pointer, schemaPath: '', params, data, parentSchema: node };
}

function compileTagged(tagged: Tagged, parentSchema: object): Compiled {
  const compiledVariants = new Map<Schema, ValidateFunction>();
  const check: Compiled = (data: Json, context: Context) => {
    const pointer = context?.instancePath ?? '';
    if (!isObject(data)) return true; // `type` has said so
    const variant = variantOf(tagged, data);
    if (!variant) {
      const missing = Object.hasOwn(data, tagged.by) ? undefined : tagged.by;
      check.errors = [failure('tagged', data, parentSchema, pointer, missing)];
      return false;
    }
    let validate = compiledVariants.get(variant.schema);
    if (!validate) {
      validate = engineFor(NO_DEFINITIONS).compile(variant.schema);
      compiledVariants.set(variant.schema, validate);
    }
    return passes(check, validate, data, pointer);
  };
  return check;
}

/** Whether a value at a place passes a schema of its own; leaves that one's failures on the check that asks. */
function passes(check: Compiled, validate: ValidateFunction, data: Json, pointer: Pointer): boolean {
  const passed = validate(data, {
    instancePath: pointer,
    parentData: NOWHERE,
    parentDataProperty: '',
    rootData: NOWHERE,
    dynamicAnchors: NOWHERE,
  });
  if (passed === true) return true;
  check.errors = validate.errors ?? [];
  return false;
}

/** @param ofKeys whether what it speaks of are the keys of a map, which then are at fault */
function compileReference(compile: () => ValidateFunction, ofKeys: boolean): Compiled {
  let validate: ValidateFunction | undefined;
  const check: Compiled = (data: Json, context: Context) => {
    validate ??= compile();
    const passed = passes(check, validate, data, context?.instancePath ?? '');
    if (ofKeys) for (const error of check.errors ?? []) error.propertyName = String(data);
    return passed;
  };
  return check;
}

function compileUnion(_name: string, parentSchema: object): Compiled {
  const members = Object.keys((parentSchema as Schema).properties ?? {});
  const check: Compiled = (data: Json, context: Context) => {
    if (!isObject(data)) return true;
    const set = members.filter((member) => (data[member] ?? null) !== null);
    if (set.length === 1) return true;
    check.errors = [failure('union', data, parentSchema, context?.instancePath ?? '')];
    return false;
  };
  return check;
}
