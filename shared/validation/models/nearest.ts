import { familyOf } from '../families/index.ts';
import { KNOWN_MODELS } from './known.ts';

const shared = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};

// `:48k` and the like name a context window of the same model.
const plain = (base: string): string => base.replace(/:\d+k$/, '');

/** What is known of a model id: listed, near to a listed one, or like none. */
export type Standing =
  | { readonly kind: 'listed' }
  | { readonly kind: 'near'; readonly nearest: string }
  /** A listed id with a version or word that it does not carry, or without the one that it does. */
  | { readonly kind: 'misspelt'; readonly meant: string }
  | { readonly kind: 'unlike' };

/** Ids of today's Claude end with their generation, or with `-v1`; those of most others with `-v1:0`. */
const VERSIONS = [/-v\d+(:\d+)?$/, /:\d+$/];

/** What an id lacks that ends before its day, version or revision. */
const REST = /^(-(\d{8}-)?v\d+)?(:\d+)?$/;

/** Words that some names have and others of the same kind do not. */
const DECORATION = /-(instruct|chat|it)(?=-|$)/g;

const undecorated = (name: string): string => name.replace(DECORATION, '');

const sameWithout = (name: string): string | undefined =>
  [...KNOWN_MODELS].find((known) => undecorated(known) === undecorated(name));

const meantBy = (name: string): string | undefined =>
  VERSIONS.map((version) => name.replace(version, '')).find((one) => KNOWN_MODELS.has(one)) ??
  [...KNOWN_MODELS].find((known) => known.startsWith(name) && REST.test(known.slice(name.length))) ??
  sameWithout(name);

/**
 * Looks up a foundation model id. One that no list knows, but that is named as a family's models are,
 * stands near the listed model of that family whose name it shares longest; of several the last by name,
 * which is the newest as a rule.
 * @param base model id without geography prefix
 */
export function standingOf(base: string): Standing {
  const name = plain(base);
  if (KNOWN_MODELS.has(name)) return { kind: 'listed' };
  const meant = meantBy(name);
  if (meant !== undefined) return { kind: 'misspelt', meant };
  const family = familyOf(base);
  if (!family) return { kind: 'unlike' };
  const relatives = [...KNOWN_MODELS].filter((known) => familyOf(known) === family);
  const nearest = relatives.reduce<string | null>(
    (best, known) => (best === null || shared(name, known) >= shared(name, best) ? known : best),
    null,
  );
  return nearest === null ? { kind: 'listed' } : { kind: 'near', nearest };
}
