import { ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { pathOf } from '../../shared/json/pointer.ts';
import { incomingSources, topOf } from '../outgoing/linking.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { goTo, type Pointed, pointAt, useLink } from '../store/link.ts';
import { editRequest } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { DataRow, DataTable } from '../ui/DataTable.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Prose } from '../ui/Prose.tsx';
import { shown } from '../ui/shown.ts';
import { FateTag } from '../ui/Tag.tsx';
import { leavesText, stageName, targetText, whereText } from './describe.ts';
import { notableInside } from './notable.ts';
import styles from './ParamsTable.module.css';

const COLUMNS = [
  { id: 'key', head: 'Parameter', className: styles.keyColumn },
  { id: 'value', head: 'Value' },
  { id: 'fate', head: 'Fate', className: styles.fateColumn },
  { id: 'where', head: 'Where', className: styles.whereColumn },
];

/** Every parameter of the request with what became of it. */
export function ParamsTable() {
  const view = useRouteView();
  const [open, setOpen] = useState<string | null>(null);
  const pointed = useLink((state) => state.pointed);
  if (!view) return <NothingRead />;
  const lit = litRows(view, pointed);
  return (
    <DataTable caption="Parameters of the request and what became of each" columns={COLUMNS} headHidden>
      {view.params.map((row) => {
        const id = `${row.fate === 'added' ? 'added' : 'given'}${row.pointer}`;
        return (
          <Fragment key={id}>
            <Row
              row={row}
              open={open === id}
              lit={lit.has(id)}
              onToggle={() => setOpen((now) => (now === id ? null : id))}
            />
            {open === id && <Explanation view={view} row={row} />}
          </Fragment>
        );
      })}
    </DataTable>
  );
}

/** Stands in for the table while no request could be read. */
function NothingRead() {
  const problem = useInspection((state) => state.problems[0]);
  const failure = useInspection((state) => state.failure);
  if (failure) return <Empty title="Not inspected">{failure}</Empty>;
  if (!problem) return <Empty title="Reading the request …" />;
  const { line, column, from } = problem.range;
  return (
    <Empty title={problem.message} action={<Button onClick={() => editRequest(from)}>Show it</Button>}>
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
    <span className={styles.origin} title={`From ${origin.words}`}>
      {short}
    </span>
  );
}

interface RowProps {
  readonly row: ParamRow;
  readonly open: boolean;
  readonly lit: boolean;
  readonly onToggle: () => void;
}

function Row({ row, open, lit, onToggle }: RowProps) {
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
      <td>
        <FateTag fate={row.fate} severity={row.severity} />
      </td>
      <td className={styles.where} title={where}>
        {where}
      </td>
    </DataRow>
  );
}

/** Through a proxy: where the parameter is from and what had to give way to it. */
function Origin({ of: row }: { readonly of: ParamRow }) {
  const proxy = useInspection((state) => state.result?.proxy ?? null);
  const origin = row.fate === 'added' ? null : proxy?.origins.find(({ key }) => key === row.key);
  if (!proxy || !origin) return null;
  const beaten = proxy.losses.filter(({ what }) => what === row.key);
  return (
    <>
      <dt>From</dt>
      <dd>
        {origin.words}
        {beaten.length > 0 && ` (over ${beaten.map(({ words }) => words).join(', ')})`}
      </dd>
    </>
  );
}

/** So many values inside a parameter are named before the rest is counted. */
const NAMED_INSIDE = 5;

function Explanation({ view, row }: { readonly view: RouteView; readonly row: ParamRow }) {
  const leaves = leavesText(row);
  const inside = notableInside(view, row);
  return (
    <tr className={styles.explained}>
      <td colSpan={4}>
        <p>
          <Prose text={row.rule.text} />
        </p>
        <dl className={styles.facts}>
          <dt>Stage</dt>
          <dd>{stageName(row.rule.stage)}</dd>
          {row.targets.length > 0 && (
            <>
              <dt>Went to</dt>
              <dd className={styles.mono}>
                {row.targets.slice(0, 6).map((target) => (
                  <div key={targetText(target)}>{shown(targetText(target))}</div>
                ))}
                {row.targets.length > 6 && <div>and {row.targets.length - 6} more</div>}
              </dd>
            </>
          )}
          {leaves && (
            <>
              <dt>Values</dt>
              <dd>{leaves}</dd>
            </>
          )}
          <dt>Source</dt>
          <dd>{row.rule.source}</dd>
          <Origin of={row} />
        </dl>
        {inside.length > 0 && (
          <ul className={styles.inside} aria-label={`Inside ${shown(row.key)}`}>
            {inside.slice(0, NAMED_INSIDE).map(({ pointer, rule }) => (
              <li key={`${pointer} ${rule.id}`}>
                <FateTag fate={rule.fate} severity={rule.severity} />{' '}
                <code className={styles.mono}>{shown(pathOf(pointer))}</code>
                <p>
                  <Prose text={rule.text} />
                </p>
              </li>
            ))}
            {inside.length > NAMED_INSIDE && (
              <li>and {inside.length - NAMED_INSIDE} more in the stages above</li>
            )}
          </ul>
        )}
      </td>
    </tr>
  );
}
