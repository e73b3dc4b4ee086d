import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A constant that TypeScript lets anybody index with any text. */
const TABLE = /^(export )?const (\w+): (?:Readonly<|Partial<)*Record<\s*string\b/gm;

interface Source {
  readonly file: string;
  readonly text: string;
}

const sources = (): readonly Source[] =>
  ['shared', 'electron', 'renderer']
    .flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

const tablesIn = ({ text }: Source): readonly { readonly name: string; readonly exported: boolean }[] =>
  [...text.matchAll(TABLE)].map(([, exported, name]) => ({
    name: String(name),
    exported: exported !== undefined,
  }));

const importedInto = ({ text }: Source): readonly string[] =>
  [...text.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(
    ([, names]) => String(names).match(/\w+/g) ?? [],
  );

/** Every `TABLE[text]` of a file whose table is one by string, as file, line and code. */
function indexedIn(source: Source, shared: ReadonlySet<string>): readonly string[] {
  const own = tablesIn(source).map(({ name }) => name);
  const tables = [...own, ...importedInto(source).filter((name) => shared.has(name))];
  if (tables.length === 0) return [];
  const index = new RegExp(`\\b(?:${tables.join('|')})\\[(?!['"]).*`, 'g');
  return [...source.text.matchAll(index)].map(({ 0: code, index: at }) => {
    const line = source.text.slice(0, at).split('\n').length;
    return `${source.file}:${line} ${code}`;
  });
}

// A name from outside may be `constructor` or `__proto__`, which every object answers to.
test('tables by string are looked up with lookUp, never by index', () => {
  const files = sources();
  const tables = files.flatMap(tablesIn);
  expect(tables.length).toBeGreaterThan(40);
  const shared = new Set(tables.filter(({ exported }) => exported).map(({ name }) => name));
  expect(files.flatMap((source) => indexedIn(source, shared))).toEqual([]);
});

/** Where `JSON.parse` reads what Strata itself wrote, or nothing walks what it gives. */
const OWN_JSON =
  /^(?:shared\/(?:json|contract|diff)\/|shared\/redaction\/|shared\/validation\/spans|shared\/recording\/file|shared\/share\/(?:otlp|report\/compared)|electron\/(?:history|installed|workspace|hosts|mcp|simulator\/(?:clients|testing))\/|electron\/(?:share\/read-apart|simulator\/serve|cli\/(?:installed|check-files|commands\/audit)|capture\/live\/assessor|bedrock\/(?:answers|spool|trusted-hosts))|electron\/inspector\/(?:installed|vocabulary|since-when|report\/shelf|release-match|work\/job|send)|renderer\/(?:lines\/OpenedString|code\/tree-pointer|store\/(?:answered-call|remembered)|capture\/answer-to|stream\/(?:handed|FrameBytes)))/;

// A stack that overflows while something walks a value ends the process where V8 has a pattern to compile.
test('JSON from outside is read by what bounds its nesting', () => {
  const bare = sources().filter(({ text }) => text.includes('JSON.parse('));
  expect(bare.length).toBeGreaterThan(20);
  expect(bare.map(({ file }) => file).filter((file) => !OWN_JSON.test(file))).toEqual([]);
});
