import { BarChart3, ListFilter, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Guard } from '../app/Guard.tsx';
import { GroupButton } from '../calls/GroupButton.tsx';
import { selectRow } from '../capture/acts.ts';
import { ExchangePanel } from '../capture/ExchangePanel.tsx';
import { useLive } from '../capture/store.ts';
import { useConnection } from '../store/connection.ts';
import { Bar } from '../ui/Bar.tsx';
import { Border } from '../ui/Border.tsx';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { bytes } from '../ui/units.ts';
import { Actions } from './Actions.tsx';
import { Compare } from './Compare.tsx';
import { Facets } from './Facets.tsx';
import { FilterField } from './FilterField.tsx';
import { HistoryList } from './HistoryList.tsx';
import styles from './HistoryView.module.css';
import { showPreparation, useJoined } from './joined.ts';
import { Numbers } from './Numbers.tsx';
import { SavedFilters } from './SavedFilters.tsx';
import {
  canGroup,
  compareWith,
  openHistory,
  setQuery,
  toggleFacets,
  toggleNumbers,
  useHistory,
  valuesOf,
} from './store.ts';

/** Everything that was kept: found by a filter, sorted, opened, compared. `lead` stands before the filter. */
export function HistoryView({ lead }: { readonly lead: ReactNode }) {
  const client = useConnection((state) => state.client);
  const selected = useHistory((state) => state.selected);
  const showFacets = useHistory((state) => state.showFacets);
  const showNumbers = useHistory((state) => state.showNumbers);
  const rows = useHistory((state) => state.rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection asks anew
  useEffect(() => void openHistory(), [client]);
  useEffect(() => selectRow(selected), [selected]);
  return (
    <section className={styles.view} aria-label="History">
      <FilterLine lead={lead} />
      <StoreNote />
      {showNumbers && <Numbers />}
      <div className={styles.body}>
        {showFacets && <Facets />}
        <div className={styles.main}>
          <Split name="history" vertical>
            <Panel id="kept" className={styles.fill} defaultSize="54%" minSize={120}>
              {rows.length === 0 ? <Nothing /> : <HistoryList />}
            </Panel>
            {selected !== null && (
              <>
                <Border label="Height of the exchange" />
                <Panel id="exchange" className={styles.fill} defaultSize="46%" minSize={140}>
                  <Selected />
                </Panel>
              </>
            )}
          </Split>
        </div>
      </div>
    </section>
  );
}

function FilterLine({ lead }: { readonly lead: ReactNode }) {
  const rows = useHistory((state) => state.rows);
  const possible = useHistory(canGroup);
  const query = useHistory((state) => state.query);
  const count = useHistory((state) => state.count);
  const total = useHistory((state) => state.total);
  const store = useHistory((state) => state.store);
  const showFacets = useHistory((state) => state.showFacets);
  const showNumbers = useHistory((state) => state.showNumbers);
  const loading = useHistory((state) => state.loading);
  const searchedTo = useHistory((state) => state.searchedTo);
  const all = total === null ? '' : ` of ${total.toLocaleString('en')}`;
  const searching = loading && searchedTo !== null;
  return (
    <Bar className={styles.bar}>
      {lead}
      <FilterField label="Filter the history" query={query} onChange={setQuery} values={valuesOf}>
        <span className={styles.count} role="status">
          {searching
            ? `searched back to ${new Date(searchedTo).toLocaleString('en-GB')}`
            : count === null
              ? ''
              : `${count.toLocaleString('en')}${query.trim() === '' ? '' : all}`}
        </span>
        <SavedFilters />
      </FilterField>
      <GroupButton rows={rows} possible={possible} />
      <Preparing />
      <Button small aria-pressed={showFacets} onClick={toggleFacets}>
        <ListFilter size={13} aria-hidden /> Values
      </Button>
      <Button small aria-pressed={showNumbers} onClick={toggleNumbers}>
        <BarChart3 size={13} aria-hidden /> Numbers
      </Button>
      {store !== null && (
        <span className={styles.size} title={store.file}>
          {bytes(store.bytes)} kept
        </span>
      )}
    </Bar>
  );
}

/** Calls by which programs only prepare their work are folded until they are asked for. */
function Preparing() {
  const shown = useJoined((state) => state.preparation);
  const many = useHistory((state) => state.rows.reduce((sum, row) => sum + (row.preparation ? 1 : 0), 0));
  if (many === 0) return null;
  return (
    <Button
      small
      aria-pressed={shown}
      title="Calls by which a program only prepares its work"
      onClick={() => showPreparation(!shown)}
    >
      {shown ? 'Fold' : 'Show'} {many} preparing
    </Button>
  );
}

/** Says what is the matter with the store, where something is. */
function StoreNote() {
  const store = useHistory((state) => state.store);
  if (store === null || store.sentence === '') return null;
  return (
    <p className={styles.note} role="alert">
      <TriangleAlert size={13} aria-hidden /> {store.sentence}
    </p>
  );
}

function Nothing() {
  const query = useHistory((state) => state.query);
  const loading = useHistory((state) => state.loading);
  if (loading) return <p className={styles.wait}>Searching…</p>;
  if (query.trim() === '')
    return (
      <Empty title="Nothing is kept yet">
        Captured calls and requests that you send appear here, and stay over restarts.
      </Empty>
    );
  return (
    <Empty title="Nothing fits" action={<Button onClick={() => setQuery('')}>Clear the filter</Button>}>
      No kept exchange fits this filter.
    </Empty>
  );
}

function Selected() {
  const selected = useHistory((state) => state.selected);
  const against = useHistory((state) => state.against);
  const rows = useHistory((state) => state.rows);
  const compared = useHistory((state) => state.comparedRow);
  const opened = useLive((state) => state.opened);
  const comparing = useLive((state) => state.comparing);
  const joined = useJoined((state) => state.rows);
  const row = rows.find(({ id }) => id === selected) ?? joined.get(selected ?? '');
  const chosen = rows.find(({ id }) => id === against) ?? (compared?.id === against ? compared : null);
  const other = chosen ?? comparing;
  if (row && other && other.id !== row.id)
    return (
      <Compare
        left={other}
        right={row}
        title={
          other.conversation !== null && other.conversation === row.conversation
            ? 'What changed in this conversation'
            : 'Comparison'
        }
        onClose={() => {
          compareWith(null);
          useLive.setState({ comparing: null });
        }}
      />
    );
  return (
    <>
      {row && <Actions row={row} />}
      <div className={styles.panel}>
        {opened && (
          <Guard name="The exchange">
            <ExchangePanel opened={opened} />
          </Guard>
        )}
      </div>
    </>
  );
}
