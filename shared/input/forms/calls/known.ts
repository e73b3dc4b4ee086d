import type { Found } from '../found.ts';
import type { Call, Members, Script } from '../value.ts';

/** The language of a script, by its name for people, and the script. */
export interface Language {
  readonly name: string;
  readonly script: Script;
}

/** A call that is known: what it is called, and how it is read; null where it is no such call after all. */
export interface Known {
  readonly callee: RegExp;
  readonly read: (call: Call, language: Language) => Found | null;
  /** The call that makes the request, where that is another one; undefined where the text has none. */
  readonly madeBy?: (language: Language) => Call | undefined;
}

/** What was found, for the line above the editor. */
export const called = ({ callee }: Call, { name }: Language): string => `a ${name} call, ${callee}`;

/**
 * Keyword arguments, or the members of the object that JavaScript hands over instead; what cannot be known stands
 * under its own name.
 */
export function argumentsOf({ args, named }: Call): Members {
  const [first] = args;
  return named.size === 0 && first?.kind === 'map' ? first.members : named;
}
