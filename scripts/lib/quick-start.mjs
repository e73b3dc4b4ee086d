import { readFileSync } from 'node:fs';
import { inRoot } from './project.mjs';

/** Tables smaller than this, bytes, start as quickly either way. */
const LARGE = 10_000;

/**
 * An esbuild plugin: large tables are read as JSON when a program starts, which takes a fraction of the time that the
 * same table takes as an object of the program.
 *
 * @type {import('esbuild').Plugin}
 */
export const tablesAsText = {
  name: 'tables-as-text',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (text.length < LARGE) return null;
      const compact = JSON.stringify(JSON.parse(text));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(compact)});`, loader: 'js' };
    });
  },
};

/** Grammars unpack their tables where they are imported; most requests are no program. */
const GRAMMARS = /^@lezer\/(python|javascript)$/;
const UNPACKED = 'grammar-when-needed';

/**
 * An esbuild plugin: a grammar is unpacked when the first text is parsed with it.
 *
 * @type {import('esbuild').Plugin}
 */
export const grammarsWhenNeeded = {
  name: 'grammars-when-needed',
  setup(build) {
    build.onResolve({ filter: GRAMMARS }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: UNPACKED } : null,
    );
    build.onLoad({ filter: GRAMMARS, namespace: UNPACKED }, ({ path }) => ({
      contents: `
        const whenNeeded = (unpack) => {
          let parser;
          const unpacked = () => (parser ??= unpack());
          return {
            parse: (...given) => unpacked().parse(...given),
            configure: (options) => whenNeeded(() => unpacked().configure(options)),
          };
        };
        export const parser = whenNeeded(() => require(${JSON.stringify(path)}).parser);`,
      resolveDir: inRoot(),
    }));
  },
};

const RANKS = /^js-tiktoken\/ranks\/(\w+)$/;
const APART = 'ranks-apart';

/**
 * An esbuild plugin: the vocabulary of a tokenizer is a program of its own beside the one that counts with it, read when
 * the first token is counted. It is a third of what a command would read at each start.
 *
 * @type {import('esbuild').Plugin}
 */
export const ranksApart = {
  name: 'ranks-apart',
  setup(build) {
    build.onResolve({ filter: RANKS }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: APART } : null,
    );
    build.onLoad({ filter: RANKS, namespace: APART }, ({ path }) => ({
      contents: `
        const ranks = () => require('./${RANKS.exec(path)?.[1]}.cjs').default;
        export default {
          get pat_str() { return ranks().pat_str; },
          get special_tokens() { return ranks().special_tokens; },
          get bpe_ranks() { return ranks().bpe_ranks; },
        };`,
      resolveDir: inRoot(),
    }));
    build.onResolve({ filter: /^\.\/\w+\.cjs$/, namespace: APART }, ({ path }) => ({ path, external: true }));
  },
};

/** What {@link ranksApart} leaves out, by the name of the program that holds it. */
export const RANKS_ENTRIES = { cl100k_base: 'node_modules/js-tiktoken/dist/ranks/cl100k_base.js' };
