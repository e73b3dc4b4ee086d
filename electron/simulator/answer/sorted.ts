import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';

const deeply = (value: Json): Json => {
  if (isArray(value)) return value.map(deeply);
  return isObject(value) ? sorted(value) : value;
};

/** The members in the order of the alphabet, all the way down, as Converse and ApplyGuardrail write theirs. */
export function sorted(value: JsonObject): JsonObject {
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, deeply(member)]));
}
