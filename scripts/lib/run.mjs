import { spawn } from 'node:child_process';
import { ROOT } from './project.mjs';

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number }} options `stdio: 'pipe'`
 *   collects the output, which is the default
 * @returns {Promise<{ code: number, output: string }>} code 127 where it cannot be started; stdout and
 *   stderr in the order of arrival
 */
export function run(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const collect = (stream) => stream?.setEncoding('utf8').on('data', (text) => (output += text));
    collect(child.stdout);
    collect(child.stderr);
    const timer = timeoutMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: error.message });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? (signal === null ? 1 : 128), output });
    });
  });
}

/**
 * The same for a program that has to work.
 *
 * @returns {Promise<string>} what it printed
 * @throws {Error} with the command and what it printed, where it fails
 */
export async function runWell(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.trim()}`);
  return output;
}

/** Runs Node on a script; the same as {@link run} otherwise. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** The first of these programs that is on the PATH, as an absolute path, or `null`. */
export async function which(...names) {
  for (const name of names) {
    const { code, output } = await run('sh', ['-c', `command -v ${name}`]);
    if (code === 0) return output.trim();
  }
  return null;
}
