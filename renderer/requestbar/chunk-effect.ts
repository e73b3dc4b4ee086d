import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';

/**
 * What the field says of `stream_chunk_size`: the bytes of a size that can be read in, else the value as the request
 * has it (`preview`, null without one).
 */
export function chunkLabel(given: number | null, preview: string | null): string {
  if (given !== null) return `${given} B`;
  return preview === null || preview === 'null' ? 'not set' : preview;
}

/** In words how an answer is read where it is not: nothing is sent, or the stream reader fails on the size. */
export function effectOf(
  outcome: RouteView['outcome']['kind'] | undefined,
  row: Pick<ParamRow, 'fate' | 'severity'> | undefined,
): string | null {
  if (outcome !== undefined && outcome !== 'outgoing') return 'nothing is sent';
  return row?.fate === 'consumed' && row.severity === 'error' ? 'the stream reader fails' : null;
}
