import { run, which } from './run.mjs';

let queue = Promise.resolve();

async function install(packages) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  const first = await run('apt-get', args, options);
  if (first.code === 0) return true;
  await run('apt-get', ['update'], options);
  return (await run('apt-get', args, options)).code === 0;
}

/**
 * Installs Debian packages where this machine lets us: with apt-get, as root. One call at a time.
 *
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>}
 */
export async function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !(await which('apt-get'))) return false;
  const done = queue.then(() => install(packages));
  queue = done.catch(() => undefined);
  return done;
}
