import type { ExchangeRow } from '../../shared/capture/exchange.ts';

/** Words that are looked for in a row; all of them have to be there. */
const textOf = (row: ExchangeRow): string =>
  [
    row.program,
    row.model ?? '',
    row.operation,
    row.route ?? '',
    row.title,
    row.path,
    row.error,
    row.requestId ?? '',
    `status:${row.status ?? ''}`,
    `is:${row.state}`,
    ...row.flags.flatMap(({ kind, names }) => [`is:${kind}`, ...names.map((name) => `${kind}:${name}`)]),
    ...((row.status ?? 0) >= 400 ? ['is:error'] : []),
    ...((row.firstTokenMs ?? 0) > 2_000 ? ['is:slow'] : []),
  ]
    .join('\n')
    .toLowerCase();

/** A test of rows by the words of a filter. */
export function filterOf(text: string): (row: ExchangeRow) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (row) => {
    const all = textOf(row);
    return words.every((word) => (word.startsWith('-') ? !all.includes(word.slice(1)) : all.includes(word)));
  };
}

/** Filters at hand; each adds a word. */
export const PRESETS = [
  { label: 'Leaked', word: 'is:leaked' },
  { label: 'Refused', word: 'is:refused' },
  { label: 'Errors', word: 'is:error' },
  { label: 'Slow', word: 'is:slow' },
  { label: 'Cut off', word: 'is:cut-off' },
] as const;
