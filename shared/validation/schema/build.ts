import type { Source } from '../evidence.ts';
import type { Schema } from './schema.ts';

type Extra = Omit<Schema, 'type'>;

/** A closed object: keys outside `properties` are a violation. */
export const closed = (properties: Record<string, Schema>, extra: Extra = {}): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...extra,
});
/** An object that may hold other keys too. */
export const open = (properties: Record<string, Schema> = {}, extra: Extra = {}): Schema => ({
  type: 'object',
  properties,
  ...extra,
});
export const list = (items: Schema, extra: Extra = {}): Schema => ({ type: 'array', items, ...extra });
export const text = (extra: Extra = {}): Schema => ({ type: 'string', ...extra });
export const oneOf = (values: readonly string[], extra: Extra = {}): Schema => ({
  type: 'string',
  enum: values,
  ...extra,
});
export const flag = (extra: Extra = {}): Schema => ({ type: 'boolean', ...extra });
export const number = (extra: Extra = {}): Schema => ({ type: 'number', ...extra });
export const integer = (extra: Extra = {}): Schema => ({ type: 'integer', ...extra });
/** Any JSON value. */
export const anything: Schema = {};

/** Marks bounds that no page or report read for Strata confirms. */
export const guessed = (schema: Schema, source?: Source): Schema => ({
  ...schema,
  unconfirmed: [
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'enum',
  ],
  ...(source ? { source } : {}),
});
