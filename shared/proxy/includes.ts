import type { InputProblem } from '../input/text-range.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { baseOf, folderOf, pathFrom } from './include/file-path.ts';
import { type ConfigRange, MergedRoot, type RangeOf } from './include/merged-root.ts';
import { atName, type Named, namedAgain, namedBy, START } from './include/named-files.ts';
import { parseYamlText, type YamlText } from './yaml-text.ts';

/** A file by its name. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** The text of a configuration, and those of the files that it may include, by their path from its folder. */
export interface ConfigText {
  readonly text: string;
  /** Its file's name; null where it is no file. */
  readonly name: string | null;
  readonly included: Readonly<Record<string, string>>;
}

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

/** A text and the path, of those that were asked for, under which it was found; null where there is none. */
export type FoundText = { readonly file: string; readonly text: string } | null;

/** So many files are read at most. */
const MOST_FILES = 100;

type ReadYaml = Extract<YamlText, { ok: true }>;

const inFile =
  (file: string | null) =>
  (problem: InputProblem): InputProblem =>
    file === null ? problem : { ...problem, file };

class Merging {
  readonly problems: InputProblem[] = [];
  readonly warnings: InputProblem[] = [];
  readonly missing: MissingFile[] = [];
  readonly merged = new MergedRoot();
  readonly waiting: Named[] = [];

  /** The YAML of one file; null where it is none. */
  read(text: string, file: string | null): ReadYaml | null {
    const yaml = parseYamlText(text);
    if (yaml.ok) this.warnings.push(...yaml.warnings.map(inFile(file)));
    else this.problems.push(...yaml.problems.map(inFile(file)));
    return yaml.ok ? yaml : null;
  }

  /** Takes one file into the whole, and keeps in mind which it names itself. */
  take(value: JsonObject, file: string | null, rangeOf: RangeOf): void {
    this.merged.add(value, file, rangeOf);
    const named = namedBy(value, file, rangeOf);
    if ('message' in named) this.problems.push(named);
    else this.waiting.push(...named);
  }

  include({ text, file }: NonNullable<FoundText>): void {
    const yaml = this.read(text, file);
    if (yaml === null || yaml.value === null) return;
    if (isObject(yaml.value)) this.take(yaml.value, file, yaml.rangeOf);
    else {
      const message = 'An included file is a mapping, as the configuration is';
      const hint = 'Begin with “model_list:” or a section of settings.';
      this.problems.push(inFile(file)({ message, hint, range: START }));
    }
  }

  miss(file: string, named: Named): void {
    const message = `${file} is named here and is not at hand: what it holds is not shown`;
    const hint = 'Open or drop it, too. LiteLLM does not start where the file is missing.';
    this.missing.push({ file, problem: atName(message, hint, named) });
  }
}

/**
 * Merges a configuration with the files that its `include` names, and that these name: lists are joined, of all else
 * the last file wins, and a file counts once. It asks for each file by the paths under which LiteLLM looks for it,
 * beside the file that names it and beside the first; those that are not here are told as missing.
 * Source: `resolve_includes` (since 1.102.0), `_process_includes` (before: each time a file is named it is read again,
 * beside the first file only), LiteLLM 1.87.0 and 1.109.1.
 */
export function* following(
  text: string,
  name: string | null,
): Generator<readonly string[], Merged, FoundText> {
  const merging = new Merging();
  const { merged, waiting, problems, warnings, missing } = merging;
  const first = merging.read(text, null);
  const rangeOf = (pointer: Pointer): ConfigRange | null => {
    const range = pointer === '' || pointer.startsWith('/include') ? first?.rangeOf(pointer) : null;
    return range ? { ...range, file: null } : merged.rangeOf(pointer);
  };
  const root = first?.value ?? null;
  if (first === null || !isObject(root)) return { root, rangeOf, problems, warnings, missing };
  merging.take(root, null, first.rangeOf);
  const namedIn = new Map<string, string | null>(name === null ? [] : [[name, null]]);
  for (let named = waiting.shift(); named !== undefined; named = waiting.shift()) {
    const beside = pathFrom(folderOf(named.by), named.written);
    const there: FoundText = namedIn.has(beside)
      ? null
      : yield [...new Set([beside, pathFrom('', named.written)])];
    const file = there?.file ?? beside;
    if (namedIn.has(file)) {
      warnings.push(namedAgain(file, named, namedIn, name));
      continue;
    }
    if (namedIn.size > MOST_FILES) {
      const message = `More than ${MOST_FILES} files are included: ${file} and those after it are not read`;
      warnings.push(atName(message, 'Join some of them.', named));
      break;
    }
    namedIn.set(file, named.by);
    if (there) merging.include(there);
    else merging.miss(file, named);
  }
  return { root: merged.root, rangeOf, problems, warnings, missing };
}

/** Merges a configuration with the files that are given with it. */
export function mergeIncludes({ text, name, included }: ConfigText): Merged {
  const steps = following(text, name);
  let step = steps.next(null);
  while (!step.done) {
    const file = step.value.find((path) => Object.hasOwn(included, path));
    step = steps.next(file === undefined ? null : { file, text: included[file] ?? '' });
  }
  return step.value;
}

/** Of several files the configuration: the first that none of the others includes. */
export function configurationOf(files: readonly NamedText[]): NamedText | null {
  const named = new Set(
    files.flatMap(({ name, text }) =>
      mergeIncludes({ text, name, included: {} }).missing.map(({ file }) => baseOf(file)),
    ),
  );
  return files.find(({ name }) => !named.has(name)) ?? files[0] ?? null;
}
