import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { shortModel } from '../store/title.ts';
import { RovingList, RovingRow } from '../ui/RovingList.tsx';
import { shown } from '../ui/shown.ts';
import { Outline } from '../ui/Tag.tsx';
import { milliseconds } from '../ui/units.ts';
import { bringKeptBack } from './earlier-sends.ts';
import styles from './List.module.css';

/** What was sent before this window was opened, out of the history; choosing one brings its body and its stream back. */
export function EarlierSends({ rows }: { readonly rows: readonly ExchangeRow[] }) {
  return (
    <section aria-label="Sent earlier">
      <h3 className={styles.folder}>Earlier</h3>
      <RovingList className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <RovingRow>
              <button
                type="button"
                className={styles.row}
                title={shown(row.title)}
                onClick={() => void bringKeptBack(row.id)}
              >
                <b className={styles.title}>{shown(nameOf(row))}</b>
                <span className={styles.meta}>
                  {row.route !== null && <Outline>{row.route}</Outline>}
                  <Outcome row={row} />
                  {row.target !== 'simulator' && <Outline>{shown(row.target)}</Outline>}
                </span>
                <span className={styles.note}>
                  {shown(modelOf(row))} ·{' '}
                  <time className={styles.time}>{new Date(row.startedAt).toLocaleString('en-GB')}</time>
                  {figuresOf(row)}
                </span>
              </button>
            </RovingRow>
          </li>
        ))}
      </RovingList>
    </section>
  );
}

const modelOf = ({ model, operation }: ExchangeRow): string =>
  model === null ? operation : shortModel(model);

/** What leaked; what was asked where nothing did. */
const nameOf = (row: ExchangeRow): string =>
  row.flags.find(({ kind }) => kind === 'leaked')?.names[0] ?? (row.title || row.operation);

function Outcome({ row: { state, status } }: { readonly row: ExchangeRow }) {
  if (state === 'cancelled') return <Outline tone="warn">cancelled</Outline>;
  if (status === null || status >= 400 || state === 'failed')
    return <Outline tone="leaked">{status ?? state}</Outline>;
  return <Outline tone="kept">{status}</Outline>;
}

function figuresOf({ endMs, usage: { inputTokens, outputTokens } }: ExchangeRow): string {
  const took = endMs === null ? '' : ` · ${milliseconds(endMs)}`;
  return inputTokens === null || outputTokens === null
    ? took
    : `${took} · ${inputTokens.toLocaleString('en')} → ${outputTokens.toLocaleString('en')} tokens`;
}
