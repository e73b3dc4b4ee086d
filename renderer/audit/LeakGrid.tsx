import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef } from 'react';
import type { AuditResult, AuditRow } from '../../shared/contract/audit.ts';
import { useRemeasured, useRowPx } from '../ui/useRowPx.ts';
import { CellTip } from './CellTip.tsx';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import styles from './LeakGrid.module.css';
import type { Summary } from './matrix.ts';
import { moved, type Place } from './moves.ts';
import { openRequest } from './open-request.ts';
import { type Chosen, chooseCell, useAudit } from './store.ts';

/** Height of a row where the density is normal, and of the head, as in the style sheet, px. */
const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 112;

interface LeakGridProps {
  readonly result: AuditResult;
  readonly rows: readonly AuditRow[];
  readonly summary: Summary;
}

/** The leak matrix as a heat map that is walked with the arrow keys. Only the rows in sight are drawn. */
export function LeakGrid({ result, rows, summary }: LeakGridProps) {
  const { columns } = result;
  const scroll = useRef<HTMLDivElement>(null);
  const chosen = useAudit((state) => state.chosen);
  const chosenAt = placeOf(chosen, result, rows);
  const tabStop = chosenAt ?? { row: 0, column: 0 };
  const kept = tabStop.row;
  const rowPx = useRowPx(ROW_HEIGHT);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), kept), [kept]),
  });

  useRemeasured(virtual, rowPx);

  const wantsFocus = useRef(false);
  const { row: tabRow, column: tabColumn } = tabStop;
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const cell = scroll.current?.querySelector(`[data-row="${tabRow}"] [data-column="${tabColumn}"]`);
    if (!(cell instanceof HTMLElement)) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tabRow, tabColumn]);

  const cellAt = ({ row, column }: Place): Chosen | null => {
    const key = rows[row]?.key;
    const id = columns[column]?.id;
    return key === undefined || id === undefined ? null : { key, column: id };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      const cell = cellAt(tabStop);
      if (cell) void openRequest(cell, result.profile);
      return;
    }
    const page = Math.floor(((scroll.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowPx);
    const extent = { rows: rows.length, columns: columns.length, page: Math.max(1, page) };
    const to = moved(event.key, event.ctrlKey || event.metaKey, tabStop, extent);
    if (!to) return;
    event.preventDefault();
    wantsFocus.current = true;
    chooseCell(cellAt(to));
  };
  const eventCell = (event: MouseEvent): Chosen | null => {
    const place = event.target instanceof Element ? placeIn(event.target) : null;
    return place && cellAt(place);
  };

  return (
    <div ref={scroll} className={styles.scroll}>
      <table
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys walk its cells
        role="grid"
        aria-label="Leak matrix"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 2}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const cell = eventCell(event);
          if (cell) chooseCell(cell);
        }}
        onDoubleClick={(event) => {
          const cell = eventCell(event);
          if (cell) void openRequest(cell, result.profile);
        }}
        style={{ ['--columns' as string]: columns.length }}
      >
        <GridHead columns={columns} leaks={summary.columns} chosen={chosenAt?.column ?? null} />
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <GridRow
                key={row.key}
                row={row}
                index={index}
                top={start}
                columns={columns}
                profile={result.profile}
                against={result.against}
                tabStop={index === tabStop.row ? tabStop.column : null}
                chosen={index === chosenAt?.row ? chosenAt.column : null}
              />
            );
          })}
        </tbody>
      </table>
      <CellTip scroll={scroll} />
    </div>
  );
}

function placeOf(chosen: Chosen | null, result: AuditResult, rows: readonly AuditRow[]): Place | null {
  if (!chosen) return null;
  const row = rows.findIndex(({ key }) => key === chosen.key);
  const column = result.columns.findIndex(({ id }) => id === chosen.column);
  return row < 0 || column < 0 ? null : { row, column };
}

/** The cell that an element of the grid belongs to. */
function placeIn(element: Element): Place | null {
  const cell = element.closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : null;
}

/** Keeps the row that holds the tab stop among the drawn ones, so that focus is never lost by scrolling. */
const withRow = (rows: number[], row: number): number[] =>
  rows.includes(row) ? rows : [...rows, row].sort((a, b) => a - b);
