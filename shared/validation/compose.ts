import { type JsonObject, objectOf } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import type { Pointer } from '../json/pointer.ts';

/** The part of a native body that Converse makes of a request, as far as its own checks leave it open. */
export interface Composed {
  readonly native: JsonObject;
  /** What rules about pairs of options look at, where that is more than `native`. */
  readonly options?: JsonObject;
  /** Whether `native` is a whole body, or lacks what Converse always writes right. */
  readonly schema: 'whole' | 'fields';
  /** Where a value of the native body comes from in the request. */
  readonly place: (pointer: Pointer) => Pointer;
  /** The same for `options`, where they are another body than `native`. */
  readonly optionsPlace?: (pointer: Pointer) => Pointer;
}

export type Compose = (request: JsonObject) => Composed;

/** The members of `inferenceConfig`. */
export type InferenceOption = 'maxTokens' | 'temperature' | 'topP' | 'stopSequences';

const FIELDS: Pointer = '/additionalModelRequestFields';

export const fieldsOf = (request: JsonObject): JsonObject => objectOf(request.additionalModelRequestFields);

/** Only what the caller hands through, with the common options beside it under their names in Claude's body. */
export const composeFields: Compose = (request) => {
  const fields = fieldsOf(request);
  const { temperature, topP, maxTokens } = objectOf(request.inferenceConfig);
  const common = { temperature, top_p: topP, max_tokens: maxTokens };
  const given = Object.entries(common).filter(([, value]) => value !== undefined);
  const places: Readonly<Record<string, Pointer>> = {
    '/temperature': '/inferenceConfig/temperature',
    '/top_p': '/inferenceConfig/topP',
  };
  return {
    native: fields,
    options: { ...(Object.fromEntries(given) as JsonObject), ...fields },
    schema: 'fields',
    place: (pointer) =>
      (Object.hasOwn(fields, pointer.slice(1)) ? undefined : lookUp(places, pointer)) ?? FIELDS + pointer,
  };
};

/**
 * Composes what the caller hands through with the inference options at their places in the native body.
 * @param names native member for each option that the family has
 * @param inside native object that holds them, where they do not stand at the top
 */
export function composeWith(
  names: Readonly<Partial<Record<InferenceOption, string>>>,
  inside?: string,
): Compose {
  const options = Object.entries(names) as readonly (readonly [InferenceOption, string])[];
  return (request) => {
    const given = objectOf(request.inferenceConfig);
    const set = options.filter(([option]) => given[option] !== undefined);
    const values = Object.fromEntries(set.map(([option, name]) => [name, given[option] ?? null]));
    const fields = fieldsOf(request);
    const own = inside === undefined ? fields : objectOf(fields[inside]);
    const all = { ...values, ...own };
    const native = inside === undefined ? all : { ...fields, ...(set.length > 0 ? { [inside]: all } : {}) };
    const prefix = inside === undefined ? '' : `/${inside}`;
    return {
      native,
      schema: 'fields',
      place: (pointer) => {
        const found = set.find(
          ([, name]) => pointer === `${prefix}/${name}` || pointer.startsWith(`${prefix}/${name}/`),
        );
        if (!found || Object.hasOwn(own, found[1])) return FIELDS + pointer;
        return `/inferenceConfig/${found[0]}${pointer.slice(prefix.length + 1 + found[1].length)}`;
      },
    };
  };
}
