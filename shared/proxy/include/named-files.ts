import type { InputProblem, TextRange } from '../../input/text-range.ts';
import { isArray, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { RangeOf } from './merged-root.ts';

export const START: TextRange = { from: 0, to: 0, line: 1, column: 1 };

/** A file that an `include` names, and where. */
export interface Named {
  readonly written: string;
  /** The included file that names it; null for the configuration itself. */
  readonly by: string | null;
  readonly range: TextRange;
}

/** A problem at the place where a file is named. */
export const atName = (message: string, hint: string, { range, by }: Named): InputProblem => ({
  message,
  hint,
  range,
  ...(by !== null && { file: by }),
});

/** The files that a configuration asks for, or why LiteLLM does not start with it: `include` is no list of texts. */
export function namedBy(
  root: JsonObject,
  file: string | null,
  rangeOf: RangeOf,
): readonly Named[] | InputProblem {
  const { include } = root;
  if (include === undefined) return [];
  const at = (i: number): TextRange => rangeOf(child('/include', i)) ?? rangeOf('/include') ?? START;
  if (isArray(include) && include.every((name) => typeof name === 'string'))
    return include.map((name, i) => ({ written: String(name), by: file, range: at(i) }));
  return atName(
    'include is no list of files: a proxy does not start with this',
    '“include:” is a list of files, one “- file.yaml” a line.',
    { written: '', by: file, range: rangeOf('/include') ?? START },
  );
}

/**
 * What to say of a file that is named once more: where files include each other, the way that leads back to it.
 *
 * @param namedIn the file in which each file was named first
 * @param first the name of the configuration's own file
 */
export function namedAgain(
  file: string,
  named: Named,
  namedIn: ReadonlyMap<string, string | null>,
  first: string | null,
): InputProblem {
  const way: string[] = [];
  let at = named.by;
  for (; at !== null && at !== file; at = namedIn.get(at) ?? null) way.unshift(at);
  return at === file || file === first
    ? atName(
        `These files include each other: ${[file, ...way, file].join(' → ')}`,
        'Take this line out: LiteLLM before 1.102 reads them without end, its proxy never starts. Since then each is read once, as is shown here.',
        named,
      )
    : atName(
        `${file} is included a second time`,
        'Take one of the two out: LiteLLM before 1.102 counts its lists twice. Since then it is read once, as is shown here.',
        named,
      );
}
