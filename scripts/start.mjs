import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/start-app.mjs').then(
  ({ startApp }) => startApp(process.argv.slice(2)),
  (error) => {
    console.error(`Strata cannot start: ${error.message}`);
    process.exit(1);
  },
);
