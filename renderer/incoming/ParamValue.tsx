import { Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { isArray, type Json } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { child, valueAt } from '../../shared/json/pointer.ts';
import { useInspection } from '../store/inspection.ts';
import { copyText } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import styles from './ParamValue.module.css';

/** Values of a list that are shown one by one, and UTF-16 units of any other value. */
const LISTED = 24;
const LONGEST = 600;
/** So many more values of a list are shown at a time. */
const MORE = 500;

const isPlain = (value: Json): boolean => typeof value !== 'object' || value === null;

function givenValue(requestText: string, row: ParamRow): Json | undefined {
  if (row.fate === 'added') return undefined;
  try {
    return valueAt(parseJson(requestText), row.pointer);
  } catch {
    return undefined;
  }
}

/** The whole value of a parameter; of a list of plain values each, those that are not sent struck through. */
export function ParamValue({ view, row }: { readonly view: RouteView; readonly row: ParamRow }) {
  const requestText = useInspection((state) => state.result?.requestText ?? '');
  const [listed, setListed] = useState(LISTED);
  const value = useMemo(() => givenValue(requestText, row), [requestText, row]);
  const lost = useMemo(() => new Set(view.losses.map(({ pointer }) => pointer)), [view.losses]);
  if (value === undefined) return null;
  const text = JSON.stringify(value, null, 2);
  return (
    <div className={styles.value}>
      {isArray(value) && value.every(isPlain) ? (
        <ul className={styles.items} aria-label={`Values of ${shown(row.key)}`}>
          {value.slice(0, listed).map((item, i) => {
            const gone = lost.has(child(row.pointer, i));
            return (
              <li key={child(row.pointer, i)} className={cx(gone && styles.gone)}>
                {shown(JSON.stringify(item))}
                {gone && <span className="visually-hidden"> dropped</span>}
              </li>
            );
          })}
          {value.length > listed && (
            <li className={styles.more}>
              <button type="button" onClick={() => setListed(listed + MORE)}>
                {value.length - listed} more
              </button>
            </li>
          )}
        </ul>
      ) : (
        <pre>{shown(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)}</pre>
      )}
      <Button small look="quiet" onClick={() => void copyText(text, 'Value')}>
        <Copy size={12} aria-hidden /> Copy value
      </Button>
    </div>
  );
}
