import { ChevronDown, Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useMemo } from 'react';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { shareAudit } from '../share/open.ts';
import { copyText, notify } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';
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

const saveCsv = (result: AuditResult): void => offer(exportName(result, 'csv'), 'text/csv', toCsv(result));
const saveMarkdown = (result: AuditResult): void =>
  offer(exportName(result, 'md'), 'text/markdown', toMarkdown(result));

/** What the filters leave of the matrix, as a file. */
export function ExportMenu() {
  const whole = useAudit((state) => state.result);
  const filter = useAudit((state) => state.filter);
  const result = useMemo(() => whole && filtered(whole, filter), [whole, filter]);
  const item = (label: string, run: (result: AuditResult) => void) => (
    <DropdownMenu.Item className={menu.item} onSelect={() => result && run(result)}>
      {label}
    </DropdownMenu.Item>
  );
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild disabled={!result}>
        <Button>
          <Download size={13} aria-hidden /> Export <ChevronDown size={12} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => shareAudit()}>
            Report …
          </DropdownMenu.Item>
          {item('Export CSV', saveCsv)}
          {item('Export Markdown', saveMarkdown)}
          {item('Copy as Markdown', (shown) => void copyText(toMarkdown(shown), 'Markdown table'))}
          <p className={menu.note}>
            {result && whole && result !== whole
              ? `As filtered: ${result.rows.length} of ${whole.rows.length} keys, ${result.columns.length} of ${whole.columns.length} body forms.`
              : 'All keys and body forms.'}
          </p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
