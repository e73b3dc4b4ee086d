import { lookUp } from '../../shared/json/look-up.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import styles from './Facets.module.css';
import { modelNames } from './model-names.ts';
import { setQuery, useHistory } from './store.ts';
import { hasTerm, termFor, toggleTerm } from './terms.ts';

const HEADS: Readonly<Record<string, string>> = {
  status: 'Status',
  flag: 'Remarkable',
  model: 'Model',
  program: 'Program',
  error: 'Refused as',
  route: 'Route',
  release: 'LiteLLM',
  source: 'From',
};
const MOST = 8;

/** How values of a field are named: models without their makers, which would leave no room for what tells them apart. */
const namesOf = (field: string, values: readonly string[]): ((value: string) => string) =>
  field === 'model' ? modelNames(values) : (value) => value;

/** What the filtered exchanges have in common, with counts; a value narrows the filter, and again takes it out. */
export function Facets() {
  const facets = useHistory((state) => state.facets);
  const query = useHistory((state) => state.query);
  return (
    <ScrollRegion label="Values" className={styles.facets}>
      {facets
        .filter(({ values }) => values.length > 0)
        .map(({ field, values, complete }) => (
          <section key={field} className={styles.group}>
            <h3 className={styles.head}>
              {lookUp(HEADS, field) ?? field}
              {!complete && <span className={styles.partly}> of the newest</span>}
            </h3>
            <ul className={styles.list}>
              {values.slice(0, MOST).map(({ value, count }, _, listed) => {
                const term = termFor(field, value);
                const nameOf = namesOf(
                  field,
                  listed.map((one) => one.value),
                );
                return (
                  <li key={value}>
                    <button
                      type="button"
                      className={styles.value}
                      aria-pressed={hasTerm(query, term)}
                      title={shown(value)}
                      onClick={() => setQuery(toggleTerm(query, term))}
                    >
                      <span className={styles.name}>{shown(nameOf(value))}</span>
                      <span className={styles.count}>{count.toLocaleString('en')}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
    </ScrollRegion>
  );
}
