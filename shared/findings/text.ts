import type { FoundAt } from './finding.ts';

/** A finding as compilers write it, on one line, so that editors and log viewers make a link of its place. */
export function findingAsText({ file, line, column, level, message, why, kind, id }: FoundAt): string {
  const reason = why === '' ? '' : ` (${why})`;
  const subject = id === null ? '' : ` #${id}`;
  return `${file}:${line}:${column}: ${level}: ${message}${reason} [${kind}]${subject}`.replace(
    /\s*\n\s*/g,
    ' ',
  );
}
