import { parseArgs } from 'node:util';
import { chooseHost } from './choose-host.mjs';
import { runDesktop } from './desktop.mjs';
import { ensureInstalled } from './install.mjs';
import { importBuilt, inRoot } from './project.mjs';

const HELP = `Usage: npm start -- [options]

Installs what is missing, builds what changed, and opens Strata: in a desktop window where an Electron
runtime is there (or can be downloaded) and there is a display, otherwise in your browser.

  --host H     desktop | browser: this host and no other
  --port N     browser host: the port (without it that of the last time; 0 takes a free one)
  --no-open    browser host: only prints the link, does not open a browser
  --help       this text`;

const say = (line) => console.log(line);

function readArguments(args) {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.host !== undefined && !['desktop', 'browser'].includes(values.host)) {
    throw new Error(`--host is desktop or browser, not “${values.host}”`);
  }
  return values;
}

/** Serves in this very process: what ends it ends everything. */
async function serveInBrowser(reason, values) {
  say(`Strata opens in your browser: ${reason}.`);
  process.env.STRATA_HOST_REASON = reason;
  const options = [
    ...(values.port === undefined ? [] : ['--port', values.port]),
    ...(values['no-open'] ? ['--no-open'] : []),
  ];
  process.argv = [process.argv[0], inRoot('out/cli/cli.cjs'), 'serve', ...options];
  await importBuilt('out/cli/cli.cjs');
}

/** @param {readonly string[]} args */
export async function startApp(args) {
  let values;
  try {
    values = readArguments(args);
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  if (values.help) return say(HELP);
  try {
    await ensureInstalled(say);
    const { ensureBuilt } = await import('../build.mjs');
    const built = ensureBuilt(['node', 'renderer'], { onStart: () => say('Building …') });
    const [choice, isNew] = await Promise.all([chooseHost(values.host, say), built]);
    // The builder's service process would otherwise stay for as long as the app runs.
    if (isNew) await (await import('esbuild')).stop();
    if (choice.host === 'browser') return await serveInBrowser(choice.reason, values);

    const unsandboxed = process.getuid?.() === 0 ? ' (as root, so without Chromium’s sandbox)' : '';
    say(`Strata opens in a desktop window: ${choice.reason}${unsandboxed}.`);
    const { ready, code, complaint } = await runDesktop(choice.electron, choice.reason);
    process.exitCode = code;
    if (ready || code === 0) return;
    if (values.host === 'desktop') throw new Error(`the desktop window did not come up: ${complaint}`);
    process.exitCode = 0;
    await serveInBrowser(`the desktop window did not come up (${complaint})`, values);
  } catch (error) {
    console.error(`Strata cannot start: ${error.message}`);
    process.exitCode = 1;
  }
}
