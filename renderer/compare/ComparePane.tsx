import { useMemo } from 'react';
import type { RouteView } from '../../shared/contract/inspection.ts';
import type { Json } from '../../shared/json/json.ts';
import { DiffView } from '../code/lazy.tsx';
import { pathOf } from '../incoming/describe.ts';
import { StaleMark } from '../incoming/StaleMark.tsx';
import { NothingSent } from '../outgoing/NothingSent.tsx';
import { useViews } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { type CompareMode, show, useView } from '../store/view.ts';
import { cx } from '../ui/cx.ts';
import { Empty } from '../ui/Empty.tsx';
import { Prose } from '../ui/Prose.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { type AlignedRow, align, type Cell, countRelations, type Relation } from './align.ts';
import styles from './ComparePane.module.css';
import { preview } from './preview.ts';

const MODES = [
  { value: 'meaning', label: 'Meaning' },
  { value: 'differences', label: 'Only differences' },
  { value: 'text', label: 'Text' },
] as const;

const RELATIONS: Readonly<Record<Relation, { readonly label: string; readonly tone: Tone }>> = {
  same: { label: 'same meaning', tone: 'kept' },
  shape: { label: 'other shape', tone: 'renamed' },
  'one-side': { label: 'one side only', tone: 'leaked' },
  neither: { label: 'sent by neither', tone: 'dropped' },
};

/** What invoke and converse make of the same request, side by side. */
export function ComparePane() {
  const views = useViews();
  const mode = useView((state) => state.compare);
  const [left, right] = views;
  if (!left || !right) {
    return (
      <section className={styles.pane} aria-label="Compare">
        <Empty title="Nothing to compare yet">The request has to be readable first.</Empty>
      </section>
    );
  }
  return <Compared left={left} right={right} mode={mode} />;
}

interface ComparedProps {
  readonly left: RouteView;
  readonly right: RouteView;
  readonly mode: CompareMode;
}

function Compared({ left, right, mode }: ComparedProps) {
  const requestText = useInspection((state) => state.result?.requestText ?? 'null');
  const rows = useMemo(() => align(JSON.parse(requestText) as Json, left, right), [requestText, left, right]);
  const counts = countRelations(rows);
  return (
    <section className={styles.pane} aria-label="Compare">
      <div className={styles.bar}>
        <StaleMark />
        {(Object.keys(RELATIONS) as Relation[]).map((relation) =>
          counts[relation] === 0 ? null : (
            <Tag key={relation} tone={RELATIONS[relation].tone}>
              {counts[relation]} {RELATIONS[relation].label.replace(' meaning', '')}
            </Tag>
          ),
        )}
        <span className={styles.hint}>{mode === 'text' ? 'Line by line' : 'Aligned by meaning'}</span>
        <Segmented
          label="Way of comparing"
          value={mode}
          options={MODES}
          onChange={(compare) => show({ compare })}
        />
      </div>
      {mode === 'text' ? (
        <Text left={left} right={right} />
      ) : (
        <Rows
          rows={mode === 'differences' ? rows.filter(({ relation }) => relation !== 'same') : rows}
          left={left}
          right={right}
        />
      )}
      <Problems views={[left, right]} />
    </section>
  );
}

interface RowsProps {
  readonly rows: readonly AlignedRow[];
  readonly left: RouteView;
  readonly right: RouteView;
}

function Rows({ rows, left, right }: RowsProps) {
  return (
    <ScrollRegion label="Aligned parameters" className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Incoming request</th>
            <Head view={left} />
            <Head view={right} />
            <th scope="col">
              <span className="visually-hidden">Relation</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={cx(row.leaked && styles.hot)}>
              <th scope="row">
                {row.from === null ? (
                  <span className={styles.none}>— added</span>
                ) : (
                  <>
                    <span className={styles.path}>{pathOf(row.from)}</span>
                    <span className={styles.value}>{preview(row.value)}</span>
                  </>
                )}
              </th>
              <Place cell={row.left} />
              <Place cell={row.right} />
              <td className={styles.relation}>
                <Tag tone={RELATIONS[row.relation].tone}>{RELATIONS[row.relation].label}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <Empty title="No difference">Both routes send the same meaning.</Empty>}
    </ScrollRegion>
  );
}

function Head({ view }: { readonly view: RouteView }) {
  const { verdict } = view;
  const refused = view.outcome.kind !== 'outgoing';
  return (
    <th scope="col">
      {view.route === 'invoke' ? 'Invoke' : 'Converse'} ·{' '}
      {refused ? (
        <b className={styles.bad}>{view.outcome.kind}</b>
      ) : verdict?.status === 200 ? (
        <b className={styles.good}>accepted</b>
      ) : (
        <b className={styles.bad}>{verdict?.status} predicted</b>
      )}
    </th>
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
          {cell.kind === 'path' ? 'URL' : 'header'} {cell.text}
        </span>
      </td>
    );
  }
  const more = cell.pointers.length - NAMED;
  return (
    <td>
      <span className={styles.path}>
        {cell.pointers.slice(0, NAMED).map(pathOf).join(', ')}
        {more > 0 && ` +${more}`}
      </span>
      <span className={styles.value}>{preview(cell.value)}</span>
    </td>
  );
}

const NO_MARKS: readonly never[] = [];

function Text({ left, right }: { readonly left: RouteView; readonly right: RouteView }) {
  if (left.outcome.kind !== 'outgoing') return <NothingSent view={left} outcome={left.outcome} />;
  if (right.outcome.kind !== 'outgoing') return <NothingSent view={right} outcome={right.outcome} />;
  return (
    <>
      <div className={styles.sides}>
        <span>Invoke</span>
        <span>Converse</span>
      </div>
      <DiffView
        left={{ label: 'Invoke body', text: left.outcome.outgoing.bodyText, marks: NO_MARKS }}
        right={{ label: 'Converse body', text: right.outcome.outgoing.bodyText, marks: NO_MARKS }}
      />
    </>
  );
}

function Problems({ views }: { readonly views: readonly RouteView[] }) {
  const problems = views.flatMap((view) =>
    (view.verdict?.problems ?? []).map((problem) => ({ route: view.route, problem })),
  );
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map(({ route, problem }) => (
        <li key={`${route} ${problem.pointer} ${problem.message}`}>
          <span className={styles.bad} aria-hidden>
            ✕
          </span>{' '}
          <code>{problem.message}</code>{' '}
          <span className={styles.hint}>
            — on {route}. <Prose text={problem.why} />
          </span>
        </li>
      ))}
    </ul>
  );
}
