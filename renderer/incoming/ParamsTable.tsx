import { ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { lossesWithin } from '../../shared/losses/group.ts';
import { incomingSources, topOf } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { goTo, type Pointed, pointAt, useLink } from '../store/link.ts';
import { editRequest, useView as useViewState } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { type Column, DataRow, DataTable } from '../ui/DataTable.tsx';
import { Empty } from '../ui/Empty.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag, Tag } from '../ui/Tag.tsx';
import { Tip } from '../ui/Tip.tsx';
import { whereText } from './describe.ts';
import { FilterBar } from './FilterBar.tsx';
import { ParamDetails } from './lazy.ts';
import styles from './ParamsTable.module.css';
import { type ParamOrder, sortParams } from './sort-params.ts';
import { useIncomingGoal } from './useIncomingGoal.ts';

/** The columns; two of them sort the table, and once more lets it stand as it is given. */
function columns(order: ParamOrder, sortBy: (order: ParamOrder) => void): readonly Column[] {
  const sorted = (head: string, by: 'key' | 'fate') => (
    <SortHead
      head={head}
      on={order === by}
      descending={by === 'fate'}
      onSort={() => sortBy(order === by ? 'given' : by)}
    />
  );
  return [
    { id: 'key', head: sorted('Parameter', 'key'), className: styles.keyColumn },
    { id: 'value', head: 'Value', className: styles.valueColumn },
    { id: 'fate', head: sorted('Fate', 'fate'), className: styles.fateColumn },
    { id: 'where', head: 'Where', className: styles.whereColumn },
  ];
}

/** Every parameter of the request with what became of it. */
export function ParamsTable() {
  const view = useRouteView();
  const [open, setOpen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<ParamOrder>('given');
  const onlyChanged = useViewState((state) => state.onlyChanged);
  const pointed = useLink((state) => state.pointed);
  const scroll = useRef<HTMLElement>(null);
  const goal = useIncomingGoal();
  useEffect(() => {
    if (!goal) return;
    const key = `given${topOf(goal.pointer)}`;
    const rows = scroll.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [];
    [...rows].find(({ dataset }) => dataset.row === key)?.scrollIntoView({ block: 'nearest' });
  }, [goal]);
  if (!view) return <NothingRead />;
  const lit = litRows(view, pointed);
  const left = view.params.filter(
    (row) =>
      row.key.toLowerCase().includes(words.trim().toLowerCase()) && !(onlyChanged && isAsGiven(view, row)),
  );
  const rows = sortParams(view, left, order);
  return (
    <>
      <FilterBar label="Filter parameters" words={words} onWords={setWords} />
      {rows.length === 0 && <Empty title="No parameter is left by this filter" />}
      <DataTable
        caption="Parameters of the request and what became of each"
        columns={columns(order, setOrder)}
        scroll={scroll}
      >
        {rows.map((row) => {
          const id = `${row.fate === 'added' ? 'added' : 'given'}${row.pointer}`;
          return (
            <Fragment key={id}>
              <Row
                id={id}
                row={row}
                lost={
                  row.fate === 'dropped' || row.fate === 'added' ? 0 : lossesWithin(view.losses, row.pointer)
                }
                open={open === id}
                lit={lit.has(id)}
                onToggle={() => setOpen((now) => (now === id ? null : id))}
              />
              {open === id && <ParamDetails view={view} row={row} />}
            </Fragment>
          );
        })}
      </DataTable>
      {view.paramsLeft > 0 && <p className={styles.more}>and {view.paramsLeft} more parameters</p>}
    </>
  );
}

/** Sent under the same key with the same value, all of it. */
const isAsGiven = (view: RouteView, row: ParamRow): boolean =>
  row.fate === 'kept' && lossesWithin(view.losses, row.pointer) === 0;

/** Stands in for the table while no request could be read. */
function NothingRead() {
  const problem = useInspection((state) => state.problems[0]);
  const failure = useInspection((state) => state.failure);
  if (failure) return <Empty title="Not inspected">{failure}</Empty>;
  if (!problem) return <Empty title="Reading the request …" />;
  const { line, column, from } = problem.range;
  return (
    <Empty title={shown(problem.message)} action={<Button onClick={() => editRequest(from)}>Show it</Button>}>
      Line {line}, column {column}. {problem.hint}
    </Empty>
  );
}

function litRows(view: RouteView, pointed: Pointed | null): ReadonlySet<string> {
  if (!pointed) return new Set();
  if (pointed.side === 'incoming') return new Set([`given${topOf(pointed.pointer)}`]);
  const sources = incomingSources(view, pointed.pointer);
  if (sources.length > 0) return new Set(sources.map((source) => `given${topOf(source)}`));
  return new Set(
    view.params
      .filter((row) => row.fate === 'added' && pointed.pointer.startsWith(row.pointer))
      .map((row) => `added${row.pointer}`),
  );
}

/** A short word before the value of a parameter that is not the client’s: the line of the configuration, or a header. */
function OriginMark({ of: row }: { readonly of: ParamRow }) {
  const proxy = useInspection((state) => state.result?.proxy ?? null);
  const origin = row.fate === 'added' ? null : proxy?.origins.find(({ key }) => key === row.key);
  if (!origin || origin.from === 'client') return null;
  const short = origin.line === null ? origin.from : `L${origin.line}`;
  return (
    <span className={styles.origin} title={shown(`From ${origin.words}`)}>
      {short}
    </span>
  );
}

/** Values inside that did not fare as the rest: `56/60`, of a thousand and more `56` alone, in words where there is room. */
function LostTag({ lost, row }: { readonly lost: number; readonly row: ParamRow }) {
  const all = Object.values(row.leaves).reduce((sum, count) => sum + count, 0);
  return (
    <Tip text={`${lost} of the ${all} values inside are not sent, and no error says so.`}>
      <span>
        <Tag tone="warn">
          <span className="visually-hidden">
            , {lost} of {all} dropped
          </span>
          <span aria-hidden>
            {lost}
            <span className={`${styles.ofAll} ${all < 1_000 ? '' : styles.many}`}>{all}</span>
          </span>
        </Tag>
      </span>
    </Tip>
  );
}

/** One path, not words or several of them. */
const isPath = (where: string): boolean => where.includes('.') && !where.includes(' ');

/** A path of members: where there is no room for all of it, its beginning gives way, as its last one tells most. */
const Path = ({ path }: { readonly path: string }) => (
  <span className={styles.path}>
    <bdi dir="ltr">{path}</bdi>
  </span>
);

interface RowProps {
  readonly id: string;
  readonly row: ParamRow;
  /** Silent losses inside, where the row itself is none. */
  readonly lost: number;
  readonly open: boolean;
  readonly lit: boolean;
  readonly onToggle: () => void;
}

function Row({ id, row, lost, open, lit, onToggle }: RowProps) {
  const added = row.fate === 'added';
  const place: Pointed = { side: added ? 'outgoing' : 'incoming', pointer: row.pointer };
  const light = (): void => pointAt(place);
  const toggle = (): void => {
    onToggle();
    goTo(place);
  };
  const where = shown(whereText(row));
  return (
    <DataRow
      className={styles.row}
      data-row={id}
      hot={row.fate === 'leaked' || row.fate === 'refused'}
      lit={lit}
      onMouseEnter={light}
      onMouseLeave={() => pointAt(null)}
      onFocus={light}
      onBlur={() => pointAt(null)}
      onClick={toggle}
    >
      <th scope="row" className={cx(styles.key, added && styles.added)} title={shown(row.key)}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          onClick={(event) => {
            event.stopPropagation();
            toggle();
          }}
        >
          <ChevronRight size={12} aria-hidden className={styles.chevron} />
          <span>{shown(row.key)}</span>
        </button>
      </th>
      <td className={styles.value} title={shown(row.preview)}>
        <OriginMark of={row} />
        {shown(row.preview)}
      </td>
      <td className={styles.fate}>
        <FateTag fate={row.fate} severity={row.severity} />
        {lost > 0 && <LostTag lost={lost} row={row} />}
      </td>
      <td className={styles.where} title={where}>
        {isPath(where) ? <Path path={where} /> : <bdi>{where}</bdi>}
      </td>
    </DataRow>
  );
}
