import { secretHeader } from '../../redaction/names.ts';

/** Quotes for a POSIX shell. */
export const shell = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;

/** The variable that a header's credential is read from: `x-api-key` → `X_API_KEY`. */
export const variableOf = (header: string): string => header.toUpperCase().replace(/[^A-Z0-9]/g, '_');

/** A header that carries a credential is named by a variable: `x-api-key` → `$X_API_KEY`. */
export const headerOption = ([name, value]: readonly [string, string]): string =>
  secretHeader(name) ? `-H "${name}: $${variableOf(name)}"` : `-H ${shell(`${name}: ${value}`)}`;

/** A command over several lines. */
export const command = (parts: readonly string[]): string => parts.join(' \\\n  ');
