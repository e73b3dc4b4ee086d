import type { Bucket, Distribution, NumberField } from '../../shared/contract/history.ts';
import { duration } from '../ui/units.ts';
import { Groups } from './Groups.tsx';
import styles from './Numbers.module.css';
import { OverTime } from './OverTime.tsx';
import { useOverview } from './overview.ts';
import { setQuery, useHistory } from './store.ts';
import { hasTerm, toggleTerms } from './terms.ts';

const NAMES: Readonly<Record<NumberField, string>> = {
  'first-token': 'First token',
  duration: 'Duration',
  stall: 'Longest stall',
  burst: 'Gaps under 1 ms',
  'tokens-in': 'Tokens in',
  'tokens-out': 'Tokens out',
};

const isShare = (field: NumberField): boolean => field === 'burst';
const isCount = (field: NumberField): boolean => field.startsWith('tokens');

function say(field: NumberField, value: number): string {
  if (isShare(field)) return `${Math.round(value * 100)} %`;
  if (isCount(field)) return Math.round(value).toLocaleString('en');
  return duration(value);
}

/** The terms of a bar. Its upper end belongs to the next bar. */
const termsOf = (field: NumberField, { from, to }: Bucket): readonly string[] => [
  ...(from === 0 && to !== null ? [] : [`${field}:>=${from}`]),
  ...(to === null ? [] : [`${field}:<${to}`]),
];

/** How the measured values of the filtered exchanges are spread; each bar is a filter. */
export function Numbers() {
  const numbers = useHistory((state) => state.numbers);
  const overview = useOverview((state) => state.overview);
  const overTime = overview !== null && overview.over.refused.length > 0 ? overview : null;
  return (
    <section className={styles.numbers} aria-label="Numbers">
      {/* Its room is kept where nothing fits: the list would jump at every letter of a filter that is being typed. */}
      <div className={styles.over}>
        {overTime && (
          <>
            <div className={styles.time}>
              <OverTime over={overTime.over} />
            </div>
            <Groups overview={overTime} />
          </>
        )}
      </div>
      <div className={styles.spreads}>
        {numbers.map((one) => (
          <Spread key={one.field} spread={one} />
        ))}
      </div>
    </section>
  );
}

function Spread({ spread: { field, buckets, average } }: { readonly spread: Distribution }) {
  const query = useHistory((state) => state.query);
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  return (
    <figure className={styles.spread}>
      <figcaption className={styles.caption}>
        {NAMES[field]}{' '}
        <span className={styles.average}>{average === null ? '–' : `⌀ ${say(field, average)}`}</span>
      </figcaption>
      <div className={styles.bars}>
        {buckets.map((bucket) => {
          const range =
            bucket.to === null
              ? `${say(field, bucket.from)} and more`
              : `${say(field, bucket.from)} to ${say(field, bucket.to)}`;
          const terms = termsOf(field, bucket);
          return (
            <button
              key={bucket.from}
              type="button"
              className={styles.bar}
              aria-pressed={terms.every((term) => hasTerm(query, term))}
              aria-label={`${NAMES[field]} ${range}: ${bucket.count}`}
              title={`${range}: ${bucket.count.toLocaleString('en')}`}
              disabled={bucket.count === 0}
              onClick={() => setQuery(toggleTerms(query, terms))}
            >
              <span className={styles.fill} style={{ height: `${(bucket.count / most) * 100}%` }} />
            </button>
          );
        })}
      </div>
    </figure>
  );
}
