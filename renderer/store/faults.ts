import { create } from 'zustand';
import type { HostFault } from '../../shared/contract/host.ts';
import { useConnection } from './connection.ts';

/** Something that failed unexpectedly, in the host or in this window. */
export interface Fault extends Omit<HostFault, 'number'> {
  readonly where: 'host' | 'window';
}

interface FaultsState {
  /** Newest last; empty once the user has put them away. */
  readonly faults: readonly Fault[];
}

const KEPT = 20;

export const useFaults = create<FaultsState>(() => ({ faults: [] }));

const add = (fault: Fault): void =>
  useFaults.setState(({ faults }) => ({ faults: [...faults, fault].slice(-KEPT) }));

/** Puts the faults away that are shown. */
export const dismissFaults = (): void => useFaults.setState({ faults: [] });

/** What a person sends along with a report. */
export const faultReport = (faults: readonly Fault[], version: string): string =>
  [
    `Strata ${version}, ${navigator.userAgent}`,
    ...faults.map(({ at, where, kind, message, stack }) =>
      [`${at} unexpected ${kind} in the ${where}: ${message}`, stack].filter(Boolean).join('\n'),
    ),
  ].join('\n\n');

function inWindow(kind: Fault['kind'], error: unknown): void {
  const isError = error instanceof Error;
  add({
    where: 'window',
    kind,
    at: new Date().toISOString(),
    message: isError ? error.message : String(error),
    stack: isError ? (error.stack ?? '') : '',
  });
}

/** Takes down what failed while a part of the window was drawn. */
export const reportFault = (error: unknown): void => inWindow('exception', error);

/** Highest number that was seen: after a reconnect the host tells its faults again. */
let seen = 0;

/** Gathers what fails in this window and in the host. Call once. */
export function followFaults(): void {
  window.addEventListener('error', ({ error, message }) => {
    if (error !== null && error !== undefined) inWindow('exception', error);
    else if (!message.includes('ResizeObserver')) inWindow('exception', message);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => inWindow('rejection', reason));
  useConnection.subscribe(async ({ client }, before) => {
    if (!client || client === before.client) return;
    try {
      for await (const { number, ...fault } of await client.faults()) {
        if (number <= seen) continue;
        seen = number;
        add({ ...fault, where: 'host' });
      }
    } catch {
      // The connection went; the next one asks again.
    }
  });
}
