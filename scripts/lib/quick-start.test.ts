import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { inRoot } from './project.mjs';
import { ranksApart } from './quick-start.mjs';

it('a program with a tokenizer starts without the vocabulary, which is read for the first count', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-start-'));
  const outfile = path.join(dir, 'counting.cjs');
  const entry = inRoot('shared/pipeline/tokens/cl100k.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [ranksApart],
  });
  const { countTokens } = createRequire(entry)(outfile) as {
    countTokens: (texts: readonly string[]) => number | null;
  };
  expect(() => countTokens(['a'])).toThrow('cl100k_base.cjs');
  rmSync(dir, { recursive: true });
});
