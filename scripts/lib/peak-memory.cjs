// Loaded into a program that is measured: says at its end how much memory it took at most, KiB.
const { isMainThread } = require('node:worker_threads');
const { writeFileSync } = require('node:fs');

if (isMainThread && process.env.STRATA_PEAK_FILE)
  process.on('exit', () =>
    writeFileSync(process.env.STRATA_PEAK_FILE, String(process.resourceUsage().maxRSS)),
  );
