import type { InputProblem, TextRange } from '../input/text-range.ts';
import { assign, isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer, pointerOf, segments } from '../json/pointer.ts';
import { hasTexts, keepTexts } from '../json/texts.ts';
import { parseYamlText } from './yaml-text.ts';

/** The text of a configuration, and those of the files that it may include, by their path from its folder. */
export interface ConfigText {
  readonly text: string;
  /** Its file's name; null where it is no file. */
  readonly name: string | null;
  readonly included: Readonly<Record<string, string>>;
}

/** A place in a configuration: `file` is the included one, null for the configuration itself. */
export interface ConfigRange extends TextRange {
  readonly file: string | null;
}

type RangeOf = (pointer: Pointer) => TextRange | null;

/** A configuration with all that it includes. */
export interface Merged {
  readonly root: Json;
  readonly rangeOf: (pointer: Pointer) => ConfigRange | null;
  /** Why LiteLLM does not start with it; none where it does. */
  readonly problems: readonly InputProblem[];
  readonly warnings: readonly InputProblem[];
  readonly missing: readonly MissingFile[];
}

/** A file that a configuration names and that is not here. */
export interface MissingFile {
  /** Its path from the configuration's folder. */
  readonly file: string;
  readonly problem: InputProblem;
}

/** So many files are read at most. */
const MOST_FILES = 100;

const START: TextRange = { from: 0, to: 0, line: 1, column: 1 };

/** A path as it is written, from a folder, without `.` and `..`; those that lead out of the first folder stay in front. */
export function pathFrom(folder: string, written: string): string {
  const absolute = written.startsWith('/');
  const parts: string[] = [];
  for (const part of (absolute || folder === '' ? written : `${folder}/${written}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (absolute ? '/' : '') + parts.join('/');
}

const folderOf = (file: string | null): string =>
  file === null ? '' : file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Where the members of the merged root come from: its lists from several files, one after the other. */
interface Part {
  readonly file: string | null;
  readonly rangeOf: RangeOf;
  /** Index of its first item in the merged list. */
  readonly from: number;
}

interface Named {
  readonly written: string;
  readonly by: string | null;
  readonly range: TextRange;
}

const FILE_LIST = '“include:” is a list of files, one “- file.yaml” a line.';

/** The files that a configuration asks for. LiteLLM does not start where this is no list of texts. */
function namedBy(root: JsonObject, file: string | null, rangeOf: RangeOf, merge: Merge): readonly Named[] {
  const { include } = root;
  if (include === undefined) return [];
  const names = isArray(include) ? include : [];
  if (!isArray(include) || names.some((name) => typeof name !== 'string')) {
    merge.problems.push({
      message: 'include is no list of files: a proxy does not start with this',
      hint: FILE_LIST,
      range: rangeOf('/include') ?? START,
      ...(file !== null && { file }),
    });
    return [];
  }
  return names.map((name, i) => ({
    written: String(name),
    by: file,
    range: rangeOf(child('/include', i)) ?? rangeOf('/include') ?? START,
  }));
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

/** Two lists in one, which keeps how the numbers in their entries were written. */
function joined(items: readonly Json[], more: readonly Json[]): readonly Json[] {
  const list = [...items, ...more];
  keepTexts(list, { numbers: NO_TEXTS, keys: null, inside: hasTexts(items) || hasTexts(more) });
  return list;
}

class Merge {
  readonly problems: InputProblem[] = [];
  readonly warnings: InputProblem[] = [];
  readonly missing: MissingFile[] = [];
  readonly parts = new Map<string, readonly Part[]>();
  root: JsonObject = {};

  /** Lists are joined; of everything else the file that is read last wins. */
  add(own: JsonObject, file: string | null, rangeOf: RangeOf): void {
    const root: Record<string, Json> = { ...this.root };
    for (const [key, value] of Object.entries(own)) {
      if (key === 'include') continue;
      const there = root[key];
      const joins = isArray(there ?? null) && isArray(value);
      const items = joins ? (there as readonly Json[]) : [];
      assign(root, key, joins ? joined(items, value) : value);
      const part: Part = { file, rangeOf, from: items.length };
      this.parts.set(key, joins ? [...(this.parts.get(key) ?? []), part] : [part]);
    }
    keepTexts(root, { numbers: NO_TEXTS, keys: null, inside: hasTexts(this.root) || hasTexts(own) });
    this.root = root;
  }

  rangeOf(pointer: Pointer): ConfigRange | null {
    const [key, index, ...rest] = segments(pointer);
    const parts = this.parts.get(String(key ?? ''));
    if (key === undefined || !parts) return null;
    if (index === undefined || parts.length === 1) return placed(parts[0], pointer);
    const at = Number(index);
    const part = parts.filter(({ from }) => from <= at).at(-1);
    return placed(part, pointerOf([key, at - (part?.from ?? 0), ...rest]));
  }
}

function placed(part: Part | undefined, pointer: Pointer): ConfigRange | null {
  const range = part?.rangeOf(pointer) ?? null;
  return part && range ? { ...range, file: part.file } : null;
}

const note = (message: string, hint: string, { range, by }: Named): InputProblem => ({
  message,
  hint,
  range,
  ...(by !== null && { file: by }),
});

/** The text of a file that is named, by the path under which it is here: beside the file that names it, else beside the first. */
function found({ written, by }: Named, { included }: ConfigText): string {
  const beside = pathFrom(folderOf(by), written);
  const atRoot = pathFrom('', written);
  return Object.hasOwn(included, beside) || !Object.hasOwn(included, atRoot) ? beside : atRoot;
}

/**
 * Merges a configuration with the files that its `include` names, and that these name: lists are joined, of all else
 * the last file wins, and a file counts once. Files that are not here are told as missing.
 * Source: `resolve_includes` (since 1.102.0), `_process_includes` (before: each time a file is named it is read again,
 * beside the first file only), LiteLLM 1.87.0 and 1.109.1.
 */
export function mergeIncludes(config: ConfigText): Merged {
  const merge = new Merge();
  const first = parseYamlText(config.text);
  const nothing = { root: null, rangeOf: () => null, warnings: [], missing: [] };
  if (!first.ok) return { ...nothing, problems: first.problems };
  merge.warnings.push(...first.warnings);
  const rangeOf = (pointer: Pointer): ConfigRange | null => {
    const range = pointer === '' || pointer.startsWith('/include') ? first.rangeOf(pointer) : null;
    return range ? { ...range, file: null } : merge.rangeOf(pointer);
  };
  if (!isObject(first.value)) return { ...nothing, root: first.value, rangeOf, problems: [] };
  merge.add(first.value, null, first.rangeOf);
  const waiting = [...namedBy(first.value, null, first.rangeOf, merge)];
  const namedIn = new Map<string, string | null>(config.name === null ? [] : [[config.name, null]]);
  for (let named = waiting.shift(); named !== undefined; named = waiting.shift()) {
    const file = found(named, config);
    if (namedIn.has(file)) merge.warnings.push(again(file, named, namedIn, config.name));
    else {
      if (namedIn.size > MOST_FILES) break;
      namedIn.set(file, named.by);
      waiting.push(...addFile(file, named, config, merge));
    }
  }
  const { root, problems, warnings, missing } = merge;
  return { root, rangeOf, problems, warnings, missing };
}

/** Reads a file that is named into the whole; the files that it names itself. */
function addFile(file: string, named: Named, { included }: ConfigText, merge: Merge): readonly Named[] {
  const text = Object.hasOwn(included, file) ? included[file] : undefined;
  if (text === undefined) {
    const message = `${file} is named here and is not at hand: what it holds is not shown`;
    const hint = 'Open or drop it, too. LiteLLM does not start where the file is missing.';
    merge.missing.push({ file, problem: note(message, hint, named) });
    return [];
  }
  const yaml = parseYamlText(text);
  if (!yaml.ok) {
    merge.problems.push(...yaml.problems.map((problem) => ({ ...problem, file })));
    return [];
  }
  merge.warnings.push(...yaml.warnings.map((warning) => ({ ...warning, file })));
  if (yaml.value === null) return [];
  if (!isObject(yaml.value)) {
    const message = 'An included file is a mapping, as the configuration is';
    const hint = 'Begin with “model_list:” or a section of settings.';
    merge.problems.push({ message, hint, range: START, file });
    return [];
  }
  merge.add(yaml.value, file, yaml.rangeOf);
  return namedBy(yaml.value, file, yaml.rangeOf, merge);
}

/** What to say of a file that is named once more: where files include each other, the way that leads back to it. */
function again(
  file: string,
  named: Named,
  namedIn: ReadonlyMap<string, string | null>,
  first: string | null,
): InputProblem {
  const way = [file];
  let at = named.by;
  for (; at !== null && at !== file; at = namedIn.get(at) ?? null) way.unshift(at);
  const circle = at === file || file === first;
  const from = file === first ? first : file;
  return circle
    ? note(
        `These files include each other: ${[from, ...way].join(' → ')}`,
        'Take this line out: LiteLLM before 1.102 reads them without end, its proxy never starts. Since then each is read once, as is shown here.',
        named,
      )
    : note(
        `${file} is included a second time`,
        'Take one of the two out: LiteLLM before 1.102 counts its lists twice. Since then it is read once, as is shown here.',
        named,
      );
}
