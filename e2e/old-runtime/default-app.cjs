// Does what Electron's own default app does: runs the app in the folder that the first argument names.
require('./polyfills.cjs');
const path = require('node:path');
const { app } = require('electron');

// Playwright's loader holds the app back until its debugger is attached, and takes itself out of argv.
if (process.argv[1] === '-r') require(process.argv[2]);

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  console.error('Usage: electron [options] <folder of the app>');
  process.exit(2);
}
const appPath = path.resolve(folder);
const manifest = require(path.join(appPath, 'package.json'));
app.setAppPath(appPath);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
require(path.join(appPath, manifest.main));
