import { useEffect, useRef } from 'react';
import { decode } from '../../shared/contract/encoded.ts';
import { useConnection } from '../store/connection.ts';
import { useRequest } from '../store/request.ts';
import type { Opened } from './opened.ts';
import { openSelected, useLive } from './store.ts';

/** A call that runs is read anew so often, milliseconds; one that takes long to read less often, so many times that. */
const AGAIN_MS = 1_000;
const REST = 4;
/** What is longer, UTF-16 units, would stop the page each time: it stands as it was opened until its end. */
const MOST = 1_000_000;

/**
 * Reads anew what came of the opened call so far. What was worked out about its request stays; nothing changes where
 * another call was opened meanwhile.
 */
export async function readOn(opened: Opened): Promise<void> {
  const { client } = useConnection.getState();
  const { profile } = useRequest.getState();
  const { id } = opened.exchange.row;
  const read = await client?.capture.open({ id, profile }).catch(() => null);
  if (!read || read.json.length > MOST || useLive.getState().opened !== opened) return;
  const exchange = decode(read);
  // It went on as another request than it came: what was worked out is of the one before.
  if (exchange.alterations.length !== opened.exchange.alterations.length) return openSelected();
  useLive.setState({ opened: { ...opened, exchange } });
}

/** Keeps an opened call that runs up to date; once it is over, the list has it opened anew. */
export function useFollowed(opened: Opened, waits: boolean): void {
  const shown = useLive((state) => state.opened === opened);
  const running = shown && !waits && opened.exchange.row.state === 'open';
  const wait = useRef(AGAIN_MS);
  useEffect(() => {
    if (!running) return;
    const follow = async (): Promise<void> => {
      const began = performance.now();
      await readOn(opened);
      wait.current = Math.max(AGAIN_MS, REST * (performance.now() - began));
    };
    const timer = setTimeout(() => void follow(), wait.current);
    return () => clearTimeout(timer);
  }, [running, opened]);
}
