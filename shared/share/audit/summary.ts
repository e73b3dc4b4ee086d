import { z } from 'zod';
import { FINDING_KINDS, type FindingKind, LEVELS, type Level } from '../../findings/finding.ts';

/** What can be wrong over a fleet beside what can be wrong with a request. */
export const AUDIT_KINDS = {
  ...FINDING_KINDS,
  'answered-with-error': 'The service answered with this error, by the log itself.',
  'model-ends': 'The model is about to be retired, or is retired already.',
  'changed-by-release': 'The next release of LiteLLM would send another body.',
} as const satisfies Readonly<Record<string, string>>;
export type AuditKind = FindingKind | 'answered-with-error' | 'model-ends' | 'changed-by-release';

/** One thing that is wrong with a record. */
export interface AuditFinding {
  readonly kind: AuditKind;
  readonly level: Level;
  /** The reason in words that do not change from record to record. */
  readonly reason: string;
}

/** A record of a log, looked through. */
export interface AuditedRecord {
  readonly model: string;
  /** Who called, as far as the log tells; empty where it does not. */
  readonly program: string;
  /** The release of LiteLLM that the record is held against; empty for a call past LiteLLM. */
  readonly release: string;
  readonly findings: readonly AuditFinding[];
  /** The request, redacted; asked for only where it is shorter than the example there is. */
  readonly example: () => string;
  /** Its size, characters. */
  readonly size: number;
}

const counts = z.record(z.string(), z.number());
const group = z.object({
  kind: z.string(),
  level: z.enum(LEVELS),
  reason: z.string(),
  records: z.number(),
  models: counts,
  programs: counts,
  releases: counts,
  example: z.string(),
  exampleSize: z.number(),
});
/** Records with the same thing wrong. */
export type AuditGroup = z.infer<typeof group>;

/** What an audit comes to. Summaries of parts make that of the whole, in any order. */
export const auditSummary = z.object({
  format: z.literal('strata-audit'),
  version: z.literal(1),
  records: z.number(),
  /** Records in which something is wrong. */
  wrong: z.number(),
  /** Lines that hold no request. */
  unreadable: z.number(),
  models: counts,
  groups: z.array(group),
  /** Findings beyond the groups that are kept. */
  beyond: z.number(),
});
export type AuditSummary = z.infer<typeof auditSummary>;

/** Bounds that keep memory flat whatever comes. */
const MOST_GROUPS = 4_000;
const MOST_NAMES = 300;
const OTHERS = 'others';

type Counts = Map<string, number>;

function add(to: Counts, name: string, by = 1): void {
  if (name === '') return;
  const key = to.has(name) || to.size < MOST_NAMES ? name : OTHERS;
  to.set(key, (to.get(key) ?? 0) + by);
}

const keyOf = ({ kind, reason }: Pick<AuditGroup, 'kind' | 'reason'>): string => `${kind} ${reason}`;

interface Group extends Omit<AuditGroup, 'models' | 'programs' | 'releases'> {
  readonly models: Counts;
  readonly programs: Counts;
  readonly releases: Counts;
}

/** The same object for the same counts, whatever the order in which they came. */
const sorted = (of: Counts): Record<string, number> =>
  Object.fromEntries([...of].sort(([a], [b]) => (a < b ? -1 : 1)));

const shorter = (a: Pick<AuditGroup, 'example' | 'exampleSize'>, b: typeof a): boolean =>
  a.exampleSize !== b.exampleSize ? a.exampleSize < b.exampleSize : a.example < b.example;

/** Sums up records, and summaries of others. */
export class Auditor {
  readonly #groups = new Map<string, Group>();
  readonly #models: Counts = new Map();
  #records = 0;
  #wrong = 0;
  #unreadable = 0;
  #beyond = 0;

  unreadable(): void {
    this.#unreadable += 1;
  }

  add(record: AuditedRecord): void {
    this.#records += 1;
    if (record.findings.length > 0) this.#wrong += 1;
    add(this.#models, record.model);
    const seen = new Set<string>();
    for (const finding of record.findings) {
      const key = keyOf(finding);
      if (!seen.has(key)) this.#count(finding, record);
      seen.add(key);
    }
  }

  merge(other: AuditSummary): void {
    this.#records += other.records;
    this.#wrong += other.wrong;
    this.#unreadable += other.unreadable;
    this.#beyond += other.beyond;
    for (const [model, times] of Object.entries(other.models)) add(this.#models, model, times);
    for (const one of other.groups) {
      const own = this.#group(one);
      if (!own) {
        this.#beyond += one.records;
        continue;
      }
      own.records += one.records;
      for (const part of ['models', 'programs', 'releases'] as const)
        for (const [name, times] of Object.entries(one[part])) add(own[part], name, times);
      if (own.example === '' || shorter(one, own)) {
        own.example = one.example;
        own.exampleSize = one.exampleSize;
      }
    }
  }

  /** What it comes to so far: gravest first, then the most frequent. */
  summary(): AuditSummary {
    const groups = [...this.#groups.values()].map((one) => ({
      ...one,
      models: sorted(one.models),
      programs: sorted(one.programs),
      releases: sorted(one.releases),
    }));
    groups.sort(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        b.records - a.records ||
        (keyOf(a) < keyOf(b) ? -1 : 1),
    );
    return {
      format: 'strata-audit',
      version: 1,
      records: this.#records,
      wrong: this.#wrong,
      unreadable: this.#unreadable,
      models: sorted(this.#models),
      groups,
      beyond: this.#beyond,
    };
  }

  #group({ kind, level, reason }: Pick<AuditGroup, 'kind' | 'level' | 'reason'>): Group | null {
    const key = keyOf({ kind, reason });
    const known = this.#groups.get(key);
    if (known) return known;
    if (this.#groups.size >= MOST_GROUPS) return null;
    const made: Group = {
      kind,
      level,
      reason,
      records: 0,
      models: new Map(),
      programs: new Map(),
      releases: new Map(),
      example: '',
      exampleSize: Number.MAX_SAFE_INTEGER,
    };
    this.#groups.set(key, made);
    return made;
  }

  #count(finding: AuditFinding, { model, program, release, size, example }: AuditedRecord): void {
    const own = this.#group(finding);
    if (!own) {
      this.#beyond += 1;
      return;
    }
    own.records += 1;
    add(own.models, model);
    add(own.programs, program);
    add(own.releases, release);
    if (size > own.exampleSize) return;
    const text = example();
    if (own.example !== '' && !shorter({ example: text, exampleSize: size }, own)) return;
    own.example = text;
    own.exampleSize = size;
  }
}
