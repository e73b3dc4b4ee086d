import type { ChildProcess } from 'node:child_process';

/** Sends a signal to all processes of the group that `leader` leads; 0 only looks. False where none is left. */
export function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-(pid ?? 0), signal);
  } catch {
    return false;
  }
}

/** True while any process of the group lives. */
export const isGroupAlive = (leader: ChildProcess): boolean => signalGroup(leader, 0);
