import type { AuditResult } from '../../shared/contract/audit.ts';
import { notify } from '../store/notices.ts';
import { saveFile } from '../ui/save-file.ts';
import { exportName, toCsv, toMarkdown } from './export.ts';
import { filtered } from './matrix.ts';
import { useAudit } from './store.ts';

function offer(name: string, type: string, text: string): void {
  saveFile(name, `${type};charset=utf-8`, text);
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
