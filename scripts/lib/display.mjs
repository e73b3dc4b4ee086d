import { spawn } from 'node:child_process';
import { aptInstall } from './apt.mjs';
import { which } from './run.mjs';

const START_MS = 15_000;

/**
 * What gives tests displays of their own: Xvfb, where the system draws with X.
 *
 * @returns {Promise<string | null>} its path; `null` where windows open on the display that is there
 * @throws {Error} where there is neither, naming the package and the command
 */
export async function findXvfb() {
  if (process.platform !== 'linux') return null;
  if (!(await which('Xvfb'))) await aptInstall(['xvfb']);
  const command = await which('Xvfb');
  if (!command && !process.env.DISPLAY)
    throw new Error('xvfb is missing and there is no display. Run: apt-get install -y xvfb');
  return command;
}

/**
 * Starts a display of our own.
 *
 * @param {string} xvfb where Xvfb lies
 * @returns {Promise<{ name: string, close: () => void }>} `name`: what DISPLAY has to say
 */
export async function openDisplay(xvfb) {
  // Xvfb picks a free display itself and writes its number to the descriptor we give it.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb does not start.')), START_MS);
    server.stdio[3].setEncoding('utf8').once('data', (text) => {
      clearTimeout(timer);
      resolve(text.trim());
    });
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)));
  });
  return { name: `:${number}`, close: () => server.kill() };
}
