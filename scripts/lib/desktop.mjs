import { spawn } from 'node:child_process';
import { ROOT } from './project.mjs';

/** What the main process prints when its window has loaded. */
export const READY_LINE = 'strata: window ready';

/**
 * Runs the desktop app to its end. Signals are passed on to it.
 *
 * @param {string} electron absolute path of the executable
 * @param {string} reason why this host was chosen
 * @returns {Promise<{ ready: boolean, code: number, complaint: string }>} `ready`: whether a window
 *   came up; `complaint`: the first line of stderr
 */
export function runDesktop(electron, reason) {
  // Chromium refuses to sandbox root's processes and would not start at all.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...flags, ROOT], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, STRATA_HOST_REASON: reason },
  });
  let ready = false;
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    ready ||= text.includes(READY_LINE);
    const rest = text.split('\n').filter((line) => line !== '' && line !== READY_LINE);
    for (const line of rest) console.log(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint ||= text.split('\n').find((line) => /\S/.test(line)) ?? '';
    if (ready && process.env.STRATA_DEBUG) process.stderr.write(text);
  });
  // Ctrl-C reaches the child by itself, as part of the terminal's process group; a second one ends it hard.
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  return new Promise((resolve) => {
    const done = (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward);
      resolve({ ready, code, complaint });
    };
    child.on('error', (error) => {
      complaint = error.message;
      done(127);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}
