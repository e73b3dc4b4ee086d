// Loaded into a program that is measured: says how much memory it took at most so far, KiB.
const { isMainThread } = require('node:worker_threads');
const { writeFileSync } = require('node:fs');

const file = process.env.STRATA_PEAK_FILE;
if (isMainThread && file) {
  const write = () => writeFileSync(file, String(process.resourceUsage().maxRSS));
  setInterval(write, 1000).unref();
  process.on('exit', write);
}
