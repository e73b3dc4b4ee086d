import { Copy, GitCompareArrows, MessagesSquare, Pin, PinOff, Trash2, Waypoints } from 'lucide-react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { MOD } from '../ui/Kbd.tsx';
import { shown } from '../ui/shown.ts';
import styles from './Actions.module.css';
import { compareWithBefore, pin, remove, setQuery } from './store.ts';

/** What can be done with the chosen exchange. */
export function Actions({ row }: { readonly row: ExchangeRow }) {
  const { conversation, requestId, trace } = row;
  return (
    <Bar className={styles.actions}>
      {conversation !== null && (
        <>
          <Button small look="quiet" onClick={() => setQuery(`conversation:${conversation}`)}>
            <MessagesSquare size={12} aria-hidden /> Its conversation
          </Button>
          <Button small look="quiet" onClick={() => void compareWithBefore(row)}>
            <GitCompareArrows size={12} aria-hidden /> What changed since the one before
          </Button>
        </>
      )}
      {trace !== null && (
        <Button small look="quiet" onClick={() => setQuery(`trace:${trace.traceId}`)}>
          <Waypoints size={12} aria-hidden /> Its trace
        </Button>
      )}
      <span className={styles.hint}>{MOD}+click on another compares the two</span>
      <span className={styles.space} />
      {requestId !== null && (
        <Button
          small
          look="quiet"
          title={shown(requestId)}
          onClick={() => void navigator.clipboard.writeText(requestId)}
        >
          <Copy size={12} aria-hidden /> Request id
        </Button>
      )}
      <Button small look="quiet" aria-pressed={row.pinned} onClick={() => void pin(row.id, !row.pinned)}>
        {row.pinned ? <PinOff size={12} aria-hidden /> : <Pin size={12} aria-hidden />}{' '}
        {row.pinned ? 'Unpin' : 'Pin'}
      </Button>
      <Button small look="quiet" onClick={() => void remove(row.id)}>
        <Trash2 size={12} aria-hidden /> Delete
      </Button>
    </Bar>
  );
}
