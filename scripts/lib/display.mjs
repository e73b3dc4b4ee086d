import { spawn } from 'node:child_process';
import { aptInstall } from './apt.mjs';
import { which } from './run.mjs';

const START_MS = 15_000;

/**
 * A display for desktop windows: the one that is there, else an Xvfb of our own.
 *
 * @returns {Promise<{ display: string | undefined, close: () => void }>}
 * @throws {Error} one that names the package and the command
 */
export async function openDisplay() {
  const own = process.env.DISPLAY;
  if (process.platform !== 'linux' || own) return { display: own, close: () => undefined };
  if (!(await which('Xvfb'))) await aptInstall(['xvfb']);
  const command = await which('Xvfb');
  if (!command) throw new Error('xvfb is missing and there is no display. Run: apt-get install -y xvfb');

  // Xvfb picks a free display itself and writes its number to the descriptor we give it.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb does not start.')), START_MS);
    server.stdio[3].setEncoding('utf8').once('data', (text) => {
      clearTimeout(timer);
      resolve(text.trim());
    });
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)));
  });
  return { display: `:${number}`, close: () => server.kill() };
}
