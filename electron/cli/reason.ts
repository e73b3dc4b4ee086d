import { lookUp } from '../../shared/json/look-up.ts';

/** What the system's own codes mean to somebody who gave a name of a file. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  ENOTDIR: 'a part of its path is a file, not a folder.',
  EISDIR: 'it is a folder. Name its files, or a pattern such as "folder/*.json" in quotes.',
  EACCES: 'this user may not read it.',
  EPERM: 'this user may not read it.',
  EMFILE: 'too many files are open.',
  ENOSPC: 'no space is left there.',
  ELOOP: 'its links lead in a circle.',
  ENAMETOOLONG: 'its name is too long.',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Why a file cannot be read, in words; the system's own message where its code is not known here. */
export const reasonOf = (error: unknown): string =>
  lookUp(REASONS, codeOf(error)) ?? (error instanceof Error ? error.message : String(error));

/** What they mean to somebody who named a file to be written. */
const NOT_WRITTEN: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder.',
  EISDIR: 'it is a folder.',
  EACCES: 'this user may not write there.',
  EPERM: 'this user may not write there.',
  EROFS: 'nothing can be written there.',
};

/** Why a file cannot be written, in words. */
export const reasonNotWritten = (error: unknown): string =>
  lookUp(NOT_WRITTEN, codeOf(error)) ?? reasonOf(error);
