import type { AuditResult } from '../../shared/contract/audit.ts';
import { notify } from '../store/notices.ts';
import { exportName, toCsv, toMarkdown } from './export.ts';
import { filtered } from './matrix.ts';
import { useAudit } from './store.ts';

/** The file's address is given up after so long, milliseconds: the browser has read it by then. */
const READ_MS = 10_000;

function offer(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
  notify(`Saving ${name}`);
}

/** What the filters leave of the matrix; null before there is one. */
export function shownMatrix(): AuditResult | null {
  const { result, filter } = useAudit.getState();
  return result && filtered(result, filter);
}

export function saveCsv(): void {
  const shown = shownMatrix();
  if (shown) offer(exportName(shown, 'csv'), 'text/csv', toCsv(shown));
}

export function saveMarkdown(): void {
  const shown = shownMatrix();
  if (shown) offer(exportName(shown, 'md'), 'text/markdown', toMarkdown(shown));
}
