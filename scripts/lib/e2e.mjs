import { findChromium } from './chromium.mjs';
import { findXvfb } from './display.mjs';
import { findTestElectron } from './test-electron.mjs';

/**
 * Everything that the end-to-end tests need of the machine.
 *
 * @returns {Promise<{ env: Record<string, string>, problems: readonly string[] }>} `env` for Playwright's
 *   process; `problems`: what cannot be set up, and the command that would
 */
export async function prepareEndToEnd() {
  const [chromium, electron, xvfb] = await Promise.allSettled([
    findChromium(),
    findTestElectron(),
    findXvfb(),
  ]);
  const problems = [chromium, electron, xvfb].flatMap((step) =>
    step.status === 'rejected' ? [String(step.reason.message ?? step.reason)] : [],
  );
  // A day on which the models that the tests name are served: verdicts change with the day.
  const env = { STRATA_AS_OF: '2026-11-26' };
  if (chromium.status === 'fulfilled') env.STRATA_CHROMIUM = chromium.value;
  if (electron.status === 'fulfilled') {
    const { executable, dist, version, polyfills } = electron.value;
    Object.assign(env, {
      STRATA_ELECTRON: executable,
      STRATA_ELECTRON_DIST: dist,
      STRATA_ELECTRON_VERSION: version,
    });
    // Npm's electron package finds its own download by itself, and the runtime for tests by this.
    if (polyfills)
      Object.assign(env, { STRATA_ELECTRON_POLYFILLS: polyfills, ELECTRON_OVERRIDE_DIST_PATH: dist });
  }
  if (xvfb.status === 'fulfilled' && xvfb.value) env.STRATA_XVFB = xvfb.value;
  return { env, problems };
}
