import { ChevronDown, Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useMemo } from 'react';
import { shareAudit } from '../share/lazy.ts';
import { copyText } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';
import { toMarkdown } from './export.ts';
import { filtered } from './matrix.ts';
import { saveCsv, saveMarkdown } from './save.ts';
import { useAudit } from './store.ts';

/** What the filters leave of the matrix, as a file. */
export function ExportMenu() {
  const whole = useAudit((state) => state.result);
  const filter = useAudit((state) => state.filter);
  // The first release comes before the one that it is compared with: half a matrix is no file.
  const isWhole = useAudit((state) => state.progress === null);
  const result = useMemo(() => whole && filtered(whole, filter), [whole, filter]);
  const item = (label: string, run: () => void) => (
    <DropdownMenu.Item className={menu.item} onSelect={run}>
      {label}
    </DropdownMenu.Item>
  );
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild disabled={!result || !isWhole}>
        <Button>
          <Download size={13} aria-hidden /> Export <ChevronDown size={12} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => void shareAudit()}>
            Report …
          </DropdownMenu.Item>
          {item('Export CSV', saveCsv)}
          {item('Export Markdown', saveMarkdown)}
          {item('Copy as Markdown', () => result && void copyText(toMarkdown(result), 'Markdown table'))}
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
