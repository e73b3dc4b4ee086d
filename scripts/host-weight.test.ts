import { build, type Metafile } from 'esbuild';
import { expect, it } from 'vitest';
import { besideNative } from './lib/native-database.mjs';
import { inRoot } from './lib/project.mjs';
import { grammarsWhenNeeded, tablesAsText } from './lib/quick-start.mjs';

/** The files that a program evaluates when it starts: all that it imports but for what it imports while it runs. */
function begun({ inputs }: Metafile, entry: string): readonly string[] {
  const found = new Set([entry]);
  for (const file of found)
    for (const { path, kind, external } of inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import' && !external) found.add(path);
  return [...found];
}

async function packagesBegun(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [inRoot(entry)],
    bundle: true,
    write: false,
    platform: 'node',
    outdir: 'out',
    external: ['electron'],
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': '__filename' },
    plugins: [besideNative, tablesAsText, grammarsWhenNeeded],
    absWorkingDir: inRoot(),
    metafile: true,
  });
  const names = begun(metafile, entry).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

it.each([
  ['before the link is there', 'electron/cli/commands/serve.ts', ['zod', 'undici', 'ajv', 'yaml']],
  ['before the window is asked for', 'electron/main.ts', ['zod', 'undici', 'ajv', 'yaml']],
  ['on the thread that inspects', 'electron/inspector/work/worker.ts', ['zod', 'undici']],
  [
    'behind the window',
    'electron/hosts/backend.ts',
    ['ajv', 'undici', '@aws-sdk/client-bedrock-runtime', '@peculiar/x509'],
  ],
])('what a start evaluates %s leaves out what no first view needs', async (_, entry, none) => {
  const packages = await packagesBegun(entry);
  expect(packages.filter((name) => none.includes(name))).toEqual([]);
});
