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

function judged(text: string, value: JsonObject | null, { profile, settings }: Against): readonly Placed[] {
  const wrapped = value && isObject(value.request) ? spansOf(text).find('/request') : undefined;
  const form = FORM_IDS.find((id) => id === value?.api);
  const read = readRequest(wrapped ? text.slice(wrapped.value.from, wrapped.value.to) : text, form);
  if (!read.ok) {
    return read.problems.map(({ message, hint, range: { line, column } }) => ({
      finding: { kind: 'unreadable', level: 'error', message, why: hint, pointer: null, evidence: [] },
      line,
      column,
    }));
  }
  const places = locator(text);
  const base = wrapped ? '/request' : '';
  return judge({ read, config: null, deployment: 0, settings }, profile).map((finding) => {
    const place = value && finding.pointer !== null ? places.locate(base + finding.pointer) : null;
    return { finding, line: place?.line ?? 1, column: place?.column ?? 1 };
  });
}

function findingsIn(text: string, value: JsonObject | null, against: Against): readonly Placed[] {
  const asked = value && askedOf(value, text);
  return asked ? problemsOf(text, asked, against.asOf) : judged(text, value, against);
}

const idOf = (value: JsonObject | null): string | number | null =>
  typeof value?.id === 'string' || typeof value?.id === 'number' ? value.id : null;

/** Looks through whole files, and through files of a request a line; writes a {@link CaseFound} for each request. */
export const findingsWork =
  (against: Against): GroupWork =>
  ({ file, first, texts }) => {
    const cases = texts.flatMap((text, index): CaseFound[] => {
      if (text.trim() === '') return [];
      const value = parsed(text);
      const id = isByLine(file) ? idOf(value) : null;
      const above = first + index - 1;
      const findings = findingsIn(text, value, against).map(
        ({ finding, line, column }): FoundAt => ({ ...finding, file, id, line: above + line, column }),
      );
      return [{ file, id, line: above + 1, findings }];
    });
    const problem = cases.some(({ findings }) =>
      findings.some(({ level }) => atLeast(level, against.failOn)),
    );
    return { out: cases.map((one) => `${JSON.stringify(one)}\n`).join(''), complaints: [], problem };
  };
