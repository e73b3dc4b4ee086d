import { useState } from 'react';
import { GROUPED_BY, type GroupedBy, type GroupRow, type Overview } from '../../shared/contract/history.ts';
import { DataRow, DataTable } from '../ui/DataTable.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { duration } from '../ui/units.ts';
import styles from './Groups.module.css';
import { modelNames } from './model-names.ts';
import { setQuery, useHistory } from './store.ts';
import { hasTerm, termFor, toggleTerm } from './terms.ts';

const NAMES: Readonly<Record<GroupedBy, string>> = {
  model: 'Model',
  release: 'LiteLLM',
  error: 'Refused as',
};

const COLUMNS = [
  ['value', ''],
  ['calls', 'Calls'],
  ['refused', 'Refused'],
  ['first', 'First token'],
  ['stall', 'Stall'],
  ['burst', 'Gaps < 1 ms'],
  ['in', 'Tokens in'],
  ['out', 'and out'],
  ['cache', 'From cache'],
].map(([id = '', head = '']) => ({ id, head, className: styles[`column-${id}`] }));

const time = (ms: number | null): string => (ms === null ? '–' : duration(ms));
const share = (part: number | null): string => (part === null ? '–' : `${Math.round(part * 100)} %`);
const count = (value: number): string => value.toLocaleString('en');

/** What the filtered exchanges come to by model, release of LiteLLM or refusal; each row is a filter. */
export function Groups({ overview }: { readonly overview: Overview }) {
  const [by, setBy] = useState<GroupedBy>('model');
  const rows = overview.groups.find(({ field }) => field === by)?.rows ?? [];
  const nameOf = by === 'model' ? modelNames(rows.map(({ value }) => value)) : (value: string) => value;
  return (
    <section className={styles.groups} aria-label="Sums">
      <Segmented
        label="Sums by"
        value={by}
        options={GROUPED_BY.map((value) => ({ value, label: NAMES[value] }))}
        onChange={setBy}
      />
      <DataTable
        region={`Sums by ${NAMES[by]}`}
        columns={COLUMNS.map((column) => (column.id === 'value' ? { ...column, head: NAMES[by] } : column))}
        scrollClass={styles.scroll}
        className={styles.table}
      >
        {rows.map((row) => (
          <Group key={row.value} by={by} row={row} name={nameOf(row.value)} />
        ))}
      </DataTable>
      {rows.length === 0 && <p className={styles.none}>Nothing of this kind in what is listed.</p>}
    </section>
  );
}

interface GroupProps {
  readonly by: GroupedBy;
  readonly row: GroupRow;
  readonly name: string;
}

function Group({ by, row, name }: GroupProps) {
  const query = useHistory((state) => state.query);
  const term = termFor(by, row.value);
  const cached = row.tokensIn + row.cacheRead;
  return (
    <DataRow lit={hasTerm(query, term)}>
      <th scope="row">
        <button
          type="button"
          className={styles.value}
          aria-pressed={hasTerm(query, term)}
          title={shown(row.value)}
          onClick={() => setQuery(toggleTerm(query, term))}
        >
          {shown(name)}
        </button>
      </th>
      <td>{count(row.calls)}</td>
      <td className={row.refused > 0 ? styles.bad : undefined}>{count(row.refused)}</td>
      <td>{time(row.firstTokenMs)}</td>
      <td>{time(row.stallMs)}</td>
      <td>{share(row.burstShare)}</td>
      <td>{count(row.tokensIn)}</td>
      <td>{count(row.tokensOut)}</td>
      <td>{share(cached === 0 ? null : row.cacheRead / cached)}</td>
    </DataRow>
  );
}
