import { pathToFileURL } from 'node:url';

/** What `import.meta.url` becomes in a CommonJS bundle. Only the bundler reads this file. */
export const importMetaUrl = pathToFileURL(__filename).href;
