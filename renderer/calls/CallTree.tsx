import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ExchangeId } from '../../shared/capture/exchange.ts';
import { holds, isGroup, type Line } from '../capture/group.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { useRemeasured, useRowPx } from '../ui/useRowPx.ts';
import { useStandingRow } from './useStandingRow.ts';

/** Where the density is normal. */
const ROW_PX = 27;

interface CallTreeProps {
  readonly lines: readonly Line[];
  readonly columns: readonly Column[];
  readonly className: string | undefined;
  /** What it lists, for screen readers. */
  readonly label: string;
  /** How many rows there are, those that are not loaded yet included. */
  readonly count: number;
  readonly selected: ExchangeId | null;
  /** How they are ordered: while it stays, what is seen stays in its place though rows come in above. */
  readonly order: string;
  /** The `id` of a call's row in the page. */
  readonly rowId: (id: ExchangeId) => string;
  readonly onSelect: (id: ExchangeId | null) => void;
  /** Takes the key of a line. */
  readonly onToggle: (key: string) => void;
  /** The last line that is drawn, whenever it is another one. */
  readonly onReach?: (index: number) => void;
  readonly row: (line: Line, index: number) => ReactNode;
}

/** Calls with those that they caused below them: only what is seen is drawn, and the keys go through all of it. */
export function CallTree(props: CallTreeProps) {
  const { lines, columns, className, label, count, selected, order, rowId } = props;
  const { onSelect, onToggle, onReach, row } = props;
  const scroll = useRef<HTMLElement>(null);
  const rowPx = useRowPx(ROW_PX);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
    getItemKey: (index) => lines[index]?.row.id ?? index,
  });
  useRemeasured(rows, rowPx);
  useStandingRow(scroll, lines, rowPx, order);
  const items = rows.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => onReach?.(last), [last, onReach]);

  const at = lines.findIndex((line) => holds(line, selected));
  const go = (index: number): void => {
    const bounded = Math.max(0, Math.min(lines.length - 1, index));
    const line = lines[bounded];
    if (!line) return;
    onSelect(line.row.id);
    rows.scrollToIndex(bounded);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? rowPx) / rowPx) - 2);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at < 0 ? 0 : at - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => line && isGroup(line) && !line.open && onToggle(line.key),
      ArrowLeft: () => {
        if (line?.open) onToggle(line.key);
        else if (line && line.level > 1)
          go(
            lines
              .slice(0, at)
              .map(({ level }) => level < line.level)
              .lastIndexOf(true),
          );
      },
      Escape: () => onSelect(null),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  return (
    <DataTable
      columns={columns}
      scroll={scroll}
      className={className}
      role="treegrid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-activedescendant={lines[at] ? rowId(lines[at].row.id) : undefined}
      onKeyDown={onKeyDown}
    >
      <Spacer height={items[0]?.start ?? 0} />
      {items.map(({ index }) => {
        const line = lines[index];
        return line && row(line, index);
      })}
      <Spacer height={rows.getTotalSize() - (items[items.length - 1]?.end ?? 0)} />
    </DataTable>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}
