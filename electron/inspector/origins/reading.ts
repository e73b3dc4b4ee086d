import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';

/** Stands for what no chat completion is known to lead to. */
class Unread extends Error {}

/** Gives up reading a body. */
export const unread = (): never => {
  throw new Unread();
};

export const objectOf = (value: Json | undefined): JsonObject =>
  value !== undefined && isObject(value) ? value : unread();

export const listOf = (value: Json | undefined): readonly Json[] =>
  value !== undefined && isArray(value) ? value : unread();

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : unread());

/** What `read` makes of a body; null where it gives up. */
export function readOrNull(read: () => JsonObject): JsonObject | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unread) return null;
    throw error;
  }
}
