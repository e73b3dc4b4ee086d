import { atLeast, type Finding, type FoundAt, type Level } from '../../shared/findings/finding.ts';
import type { Case } from '../../shared/findings/junit.ts';
import { FORM_IDS } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { readJson } from '../../shared/json/read-json.ts';
import type { ModuleSettings } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { locator } from '../../shared/validation/locate.ts';
import { spansOf } from '../../shared/validation/spans.ts';
import { findingOf, judge } from '../inspector/judge.ts';
import { type Asked, askedOf, verdictOn } from './asked.ts';
import type { GroupWork } from './command.ts';

/** What the files are held against. */
export interface Against {
  readonly profile: ProfileId;
  readonly settings: ModuleSettings;
  readonly failOn: Level;
  /** The day to judge bodies for Bedrock by, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** A file or a line with what was found in it, as a thread writes it. */
export type CaseFound = Case & { readonly findings: readonly FoundAt[] };

/** Whether a file holds a request a line. */
export const isByLine = (file: string): boolean => /\.(jsonl|ndjson)$/i.test(file);

const parsed = (text: string): JsonObject | null => {
  try {
    const value: unknown = readJson(text);
    return isObject(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
};

interface Placed {
  readonly finding: Finding;
  /** From 1, in the text. */
  readonly line: number;
  readonly column: number;
}

/** A body for Bedrock itself: no release stands between. */
function problemsOf(text: string, asked: Asked, asOf: string): readonly Placed[] {
  const places = locator(text);
  return verdictOn(asked, asOf).problems.map((problem) => {
    const pointer = `/body${problem.pointer}`;
    const { line = 1, column = 1 } = places.locate(pointer) ?? {};
    return { finding: findingOf(problem, pointer), line, column };
  });
}

/** What was found in one call of a text, and how many calls there are. */
interface Judged {
  readonly placed: readonly Placed[];
  readonly calls: number;
}

function judged(
  text: string,
  value: JsonObject | null,
  { profile, settings }: Against,
  call: number,
): Judged {
  const wrapped = value && isObject(value.request) ? spansOf(text).find('/request') : undefined;
  const form = FORM_IDS.find((id) => id === value?.api);
  const read = readRequest(wrapped ? text.slice(wrapped.value.from, wrapped.value.to) : text, form, call);
  if (!read.ok) {
    const placed = read.problems.map(
      ({ message, hint, range: { line, column } }): Placed => ({
        finding: { kind: 'unreadable', level: 'error', message, why: hint, pointer: null, evidence: [] },
        line,
        column,
      }),
    );
    return { placed, calls: 1 };
  }
  const places = locator(text);
  const base = wrapped ? '/request' : '';
  const placed = judge({ read, config: null, deployment: 0, settings }, profile).map((finding) => {
    const place = value && finding.pointer !== null ? places.locate(base + finding.pointer) : null;
    return { finding, line: place?.line ?? 1, column: place?.column ?? 1 };
  });
  return { placed, calls: Math.max(1, read.carried.calls.length) };
}

/** UTF-16 units that are read for the calls of one text: each call reads all of it. */
const MOST_READ = 64 * 1024 * 1024;

/** What was found in each call of a text, and how many calls nobody looked at. */
interface Looked {
  readonly cases: readonly (readonly Placed[])[];
  readonly left: number;
}

function findingsIn(text: string, value: JsonObject | null, against: Against): Looked {
  const asked = value && askedOf(value, text);
  if (asked) return { cases: [problemsOf(text, asked, against.asOf)], left: 0 };
  const first = judged(text, value, against, 0);
  const count = Math.min(first.calls, Math.max(1, Math.floor(MOST_READ / text.length)));
  const more = Array.from({ length: count - 1 }, (_, i) => judged(text, value, against, i + 1).placed);
  return { cases: [first.placed, ...more], left: first.calls - count };
}

const idOf = (value: JsonObject | null): string | number | null =>
  typeof value?.id === 'string' || typeof value?.id === 'number' ? value.id : null;

const ELSE = 'strata audit reads logs of any size.';

/** Looks through whole files, and through files of a request a line; writes a {@link CaseFound} for each request. Of several calls in one each has its own, by its number. */
export const findingsWork =
  (against: Against): GroupWork =>
  ({ file, first, texts }) => {
    const complaints: string[] = [];
    const cases = texts.flatMap((text, index): CaseFound[] => {
      if (text.trim() === '') return [];
      const value = parsed(text);
      const own = isByLine(file) ? idOf(value) : null;
      const above = first + index - 1;
      const looked = findingsIn(text, value, against);
      if (looked.left > 0)
        complaints.push(`${file}: ${looked.left} further calls were not looked at. ${ELSE}`);
      return looked.cases.map((placed, call): CaseFound => {
        const id = own ?? (looked.cases.length > 1 ? call + 1 : null);
        const findings = placed.map(
          ({ finding, line, column }): FoundAt => ({ ...finding, file, id, line: above + line, column }),
        );
        return { file, id, line: above + 1, findings };
      });
    });
    const problem = cases.some(({ findings }) =>
      findings.some(({ level }) => atLeast(level, against.failOn)),
    );
    return { out: cases.map((one) => `${JSON.stringify(one)}\n`).join(''), complaints, problem };
  };
