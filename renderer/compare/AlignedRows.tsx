import { Fragment, useState } from 'react';
import { pathOf } from '../../shared/json/pointer.ts';
import { layOut } from '../../shared/pipeline/python/json.ts';
import { focusSide, useCompared } from '../store/compared.ts';
import { DataRow, DataTable } from '../ui/DataTable.tsx';
import { Empty } from '../ui/Empty.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import type { AlignedRow, Cell } from './align.ts';
import styles from './ComparePane.module.css';
import type { Pair, Side } from './pair.ts';
import { preview } from './preview.ts';
import { RELATIONS } from './relations.ts';

interface AlignedRowsProps {
  readonly rows: readonly AlignedRow[];
  readonly pair: Pair;
}

/** Each incoming value in one line, with where it went on either side. */
export function AlignedRows({ rows, pair: { left, right } }: AlignedRowsProps) {
  const columns = [
    { id: 'incoming', head: 'Incoming request', className: styles.incoming },
    { id: 'left', head: <SideHead side={left} place={0} /> },
    { id: 'right', head: <SideHead side={right} place={1} /> },
    { id: 'relation', head: <span className="visually-hidden">Relation</span>, className: styles.relations },
  ];
  const [open, setOpen] = useState<string | null>(null);
  if (rows.length === 0) {
    return <Empty title="No difference">Both sides do the same with this request.</Empty>;
  }
  return (
    <DataTable region="Aligned parameters" columns={columns} className={styles.table}>
      {rows.map((row) => (
        <Fragment key={row.id}>
          <DataRow hot={row.leaked} onClick={() => setOpen(open === row.id ? null : row.id)}>
            <th scope="row">
              {row.from === null ? (
                <span className={styles.none}>— added</span>
              ) : (
                <>
                  <span className={styles.path}>{shown(pathOf(row.from))}</span>
                  <span className={styles.value}>{preview(row.value, row.written)}</span>
                </>
              )}
            </th>
            <Place cell={row.left} />
            <Place cell={row.right} />
            <td className={styles.relation}>
              <button
                type="button"
                className={styles.opener}
                aria-expanded={open === row.id}
                aria-label="Values of both sides"
              >
                <Tag tone={RELATIONS[row.relation].tone}>{RELATIONS[row.relation].label}</Tag>
              </button>
            </td>
          </DataRow>
          {open === row.id && (
            <tr>
              <td colSpan={4}>
                <div className={styles.values}>
                  <pre>{whole(row.left)}</pre>
                  <pre>{whole(row.right)}</pre>
                </div>
              </td>
            </tr>
          )}
        </Fragment>
      ))}
    </DataTable>
  );
}

/** UTF-16 units of a value that are shown. */
const LONGEST = 8_000;

/** A value laid out for reading; a dash where a side has none. */
function whole({ value, written }: Cell): string {
  if (value === undefined) return '—';
  const text = written ?? layOut(value);
  return shown(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

interface SideProps {
  readonly side: Side;
  readonly place: 0 | 1;
}

/** The name of a side; pressed, stage strip and status bar speak of it. */
function SideName({ side: { name }, place }: SideProps) {
  const focus = useCompared((state) => state.focus);
  return (
    <button
      type="button"
      className={styles.name}
      aria-pressed={focus === place}
      title={
        focus === place ? 'Stages and status bar are those of this side' : 'Show its stages and its status'
      }
      onClick={() => focusSide(place)}
    >
      {name}
    </button>
  );
}

/** The name of a side and what Bedrock says to it. */
export function SideHead({ side, place }: SideProps) {
  const { view } = side;
  const { verdict } = view;
  const refused = view.outcome.kind !== 'outgoing';
  return (
    <>
      <SideName side={side} place={place} /> ·{' '}
      {refused ? (
        <b className={styles.bad}>{view.outcome.kind}</b>
      ) : verdict?.kind === 'accepted' ? (
        <b className={styles.good}>accepted</b>
      ) : verdict?.kind === 'not-modelled' ? (
        'not modelled'
      ) : (
        <b className={styles.bad}>{verdict?.status} predicted</b>
      )}
    </>
  );
}

/** So many places are named before the rest is counted. */
const NAMED = 2;

function Place({ cell }: { readonly cell: Cell }) {
  if (cell.kind === 'none') {
    return (
      <td>
        <span className={styles.none}>—</span>
        {cell.fate && <span className={styles.value}>{cell.fate}</span>}
      </td>
    );
  }
  if (cell.kind !== 'body') {
    return (
      <td>
        <span className={styles.path}>
          {cell.kind === 'path' ? 'URL' : 'header'} {shown(cell.text)}
        </span>
      </td>
    );
  }
  const more = cell.pointers.length - NAMED;
  return (
    <td>
      <span className={styles.path}>
        {shown(cell.pointers.slice(0, NAMED).map(pathOf).join(', '))}
        {more > 0 && ` +${more}`}
      </span>
      <span className={styles.value}>{shown(preview(cell.value, cell.written))}</span>
    </td>
  );
}
