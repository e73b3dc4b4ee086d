import { create } from 'zustand';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { useConnection } from './connection.ts';
import { useRequest } from './request.ts';

const NONE: ProxyState = { revision: 0, loaded: null };

/** The proxy configuration that the host works with. */
export const useProxy = create<ProxyState>(() => NONE);

/** Keeps the page in step with the configuration that the host holds. Call once. */
export function followProxy(): void {
  useConnection.subscribe((state, before) => {
    if (!state.client || state.client === before.client) return;
    const { client } = state;
    void (async () => {
      try {
        for await (const next of await client.proxy.follow()) {
          if (useConnection.getState().client !== client) return;
          if (!next.loaded) useRequest.setState({ deployment: 0 });
          useProxy.setState(next);
        }
      } catch {
        // The connection is gone; the next one follows again.
      }
    })();
  });
}
