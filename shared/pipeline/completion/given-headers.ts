import type { Json, JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { pairsOf } from '../python/pairs.ts';
import { isTruthy } from '../python/truth.ts';

const HOLDERS = ['headers', 'extra_headers'] as const;

/** A header as the caller gives it, its name as it is written. */
export interface GivenHeader {
  readonly name: string;
  readonly value: Json;
  readonly at: Pointer;
}

/** The headers of a call in the order in which LiteLLM takes them: those of `headers`, then those of `extra_headers`. */
export const givenHeaders = (request: JsonObject): readonly GivenHeader[] =>
  HOLDERS.flatMap((holder) => {
    const pairs = pairsOf(request[holder] ?? null);
    if (typeof pairs === 'string') return [];
    return pairs.map(({ name, value, token }) => ({ name, value, at: child(child('', holder), token) }));
  });

/** The headers of which each counts: the last of every name. */
export const lastOfEachName = (
  headers: readonly GivenHeader[],
  spelling: (name: string) => string = (name) => name,
): ReadonlyMap<string, GivenHeader> => new Map(headers.map((header) => [spelling(header.name), header]));

/** Places of holders that name no header: there is nothing to say of what is in them. */
export const emptyHolders = (request: JsonObject): readonly Pointer[] =>
  HOLDERS.filter((holder) => {
    const given = request[holder] ?? null;
    return given !== null && !isTruthy(given);
  }).map((holder) => child('', holder));
