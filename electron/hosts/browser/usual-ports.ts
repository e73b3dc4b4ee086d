import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Ports of so many Stratas beside each other are remembered. */
const MOST = 4;

const isPort = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;

/** By hand: a library for it is three quarters of what a start reads before the link is there. */
const arePorts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length <= MOST && value.every(isPort);

/** Of these a system says no to a port that another program has. */
const TAKEN: ReadonlySet<unknown> = new Set(['EADDRINUSE', 'EACCES']);

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && TAKEN.has(error.code);

function readPorts(file: string): readonly number[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return arePorts(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** A port that cannot be remembered is another one the next time. */
function writePorts(file: string, ports: readonly number[]): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(ports));
  } catch {
    // Nothing else depends on it.
  }
}

/**
 * Starts on the port of the last time, so that the page comes from the same origin: what a browser keeps for it (theme,
 * sizes of panels, compiled scripts) is kept by origin. Where another program has that port, or a second Strata, the next
 * one is tried, and at last a free one is taken and remembered.
 *
 * @param file where the ports are kept
 * @param start rejects with Node's own error where a port is taken; 0 is any free one
 */
export async function onUsualPort<T extends { readonly port: number }>(
  file: string,
  start: (port: number) => Promise<T>,
): Promise<T> {
  const ports = readPorts(file);
  for (const port of ports) {
    try {
      return await start(port);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  const host = await start(0);
  writePorts(file, [...ports, host.port].slice(-MOST));
  return host;
}
