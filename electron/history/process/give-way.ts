import { readdirSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/**
 * Nice levels above those of the program that starts the store: it gets two fifths of what a thread of that one gets,
 * where both want the same core. With less the store falls behind on a busy machine: bodies are left out, and a
 * question to the history takes long.
 */
const LEVELS = 4;

/**
 * Linux keeps the level of each thread, and V8 has started some before any program runs; those that this thread starts
 * later take its own. Elsewhere the process has one level.
 */
const threads = (): readonly number[] =>
  process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0];

/**
 * This process gives way to others from now on: what it does may be late, what a program waits for may not. Where the
 * system refuses, all goes on as it was.
 */
export function giveWay(): void {
  try {
    const level = Math.min(getPriority() + LEVELS, constants.priority.PRIORITY_LOW);
    for (const thread of threads()) setPriority(thread, level);
  } catch {
    // A thread that has just ended, no /proc, or a sandbox: it is a help, not a need.
  }
}
