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

/** Characters of one argument that every system takes; Linux has room for 131,072 bytes. */
const LONGEST_ARGUMENT = 100_000;

/** True where a text has no room as one argument of a command. */
export const isLongArgument = (text: string): boolean => text.length > LONGEST_ARGUMENT;

/** A command of curl with a body in ASCII: as an argument, or on standard input where it is too long for one. */
export const commandWithBody = (parts: readonly string[], body: string): string =>
  isLongArgument(body)
    ? `${command([...parts, "--data-binary @- <<'BODY'"])}\n${body}\nBODY`
    : command([...parts, `--data-binary ${shell(body)}`]);
