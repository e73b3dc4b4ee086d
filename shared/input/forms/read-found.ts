import { isObject } from '../../json/json.ts';
import { carriedBy } from '../carried.ts';
import { formOf } from '../dialect.ts';
import { FORMS, type FormChoice, type Recognised } from '../forms.ts';
import { parseJsonText } from '../json-text.ts';
import { ranges } from '../position.ts';
import type { ReadResult } from '../read-result.ts';
import type { InputProblem } from '../text-range.ts';
import type { Found } from './found.ts';
import { formAt } from './http-call.ts';
import { withOpenValues } from './open-values.ts';
import { asMembers, type Hole, holeOf, marked, written } from './value.ts';

const MOST_NAMED = 5;

/** Several names in a line; what is too much is counted. */
function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

function placeOf({ form, path, what }: Found): Recognised | null {
  if (form === null) return null;
  const isPath = path !== null && formAt(path)?.form === form;
  return { form, by: 'place', sign: isPath ? `it goes to ${formAt(path)?.path}` : `it is ${what}` };
}

const same = (at: number): number => at;

const holeProblem = (
  hole: Hole,
  at: ReturnType<typeof ranges>,
  placeOf: NonNullable<Found['placeOf']>,
  isLeft: boolean,
): InputProblem => ({
  message: `The value of ${hole.name} is not in the text`,
  hint: `Write the value in its place; until then ${isLeft ? 'it is left out' : `${marked(hole)} stands for it`}.`,
  range: at(placeOf(hole.from), placeOf(hole.to)),
});

const failure = (text: string, message: string, hint: string): ReadResult => ({
  ok: false,
  problems: [{ message, hint, range: ranges(text)(0, text.length) }],
});

/** ` in line 3`, or nothing where a call stands at no place of its own. */
const inLine = ({ at, placeOf = same }: Found, rangeOf: ReturnType<typeof ranges>): string =>
  at === undefined ? '' : ` in line ${rangeOf(placeOf(at)).line}`;

function others(all: readonly Found[], shown: number, rangeOf: ReturnType<typeof ranges>): readonly string[] {
  if (all.length === 1) return [];
  const which = `number ${shown + 1}${all[shown] ? inLine(all[shown], rangeOf) : ''}`;
  return [`The text has ${all.length} calls; ${which} is shown.`];
}

/** Of which rounds and calls of a function it is the first, in sentences. */
const firstsIn = (
  { firsts = [], placeOf = same }: Found,
  rangeOf: ReturnType<typeof ranges>,
): readonly string[] =>
  firsts.map(({ kind, at, count, name }) => {
    const { line } = rangeOf(placeOf(at));
    if (kind === 'round')
      return `The first ${count === null ? 'round' : `of ${count} rounds`} of the loop in line ${line}.`;
    return `The first ${count === null ? 'call' : `of ${count} calls`} of ${name}, in line ${line}.`;
  });

/** The request that a call found in a text is: the one of the given number, from 0, where there are several. */
export function readFound(
  text: string,
  all: readonly [Found, ...Found[]],
  choice: FormChoice,
  number: number,
): ReadResult {
  const shown = all[number] === undefined ? 0 : number;
  const found = all[shown] ?? all[0];
  const json = written(found.request);
  if (!json) {
    const message = 'This call grows beyond 32 million characters when its names are put in';
    return failure(text, message, 'Paste a smaller one.');
  }
  const parsed = parseJsonText(json.json);
  if (!parsed.ok || !isObject(parsed.value)) {
    const message = parsed.ok ? 'it is no object' : (parsed.problems[0]?.message ?? '');
    return failure(text, `The arguments of this call cannot be read: ${message}`, 'Paste them as JSON.');
  }
  const recognised = formOf(parsed.value, choice, placeOf(found));
  const { request, left } = withOpenValues(parsed.value, asMembers(found.request), recognised.form);
  const leftHoles = new Set([...left.values()].flatMap((value) => holeOf(value)?.from ?? []));
  const at = ranges(text);
  const shownHoles = json.holes.filter(({ from }) => !leftHoles.has(from));
  const names = [...new Set(shownHoles.map(marked))];
  const originalOf = found.placeOf ?? same;
  const broken =
    found.brokenAt === undefined ? null : at(originalOf(found.brokenAt), originalOf(found.brokenAt));
  const missing = broken
    ? [
        `The code is broken at line ${broken.line}, column ${broken.column}: what stands there may be missing.`,
      ]
    : [];
  const open = names.length === 0 ? [] : [`Open, as only a run would tell: ${listed(names)}.`];
  const without =
    left.size === 0 ? [] : [`Left out, as only a run would tell their values: ${listed([...left.keys()])}.`];
  return {
    ok: true,
    dialect: 'code',
    api: FORMS[recognised.form].api,
    recognised,
    request,
    asTyped: false,
    carried: carriedBy(found, {
      what: found.what,
      left: found.left,
      calls: all.length === 1 ? [] : all.map((one) => `${one.what}${inLine(one, at)}`),
      first: [...missing, ...without, ...firstsIn(found, at)],
      more: [...(found.notes ?? []), ...open, ...others(all, shown, at)],
    }),
    warnings: json.holes.map((hole) => holeProblem(hole, at, originalOf, leftHoles.has(hole.from))),
  };
}
