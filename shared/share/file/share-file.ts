import { z } from 'zod';
import type { Taken } from '../../contract/share.ts';
import { parseJson } from '../../json/parse.ts';
import { timesOf } from '../report/taken-section.ts';
import { type SharedExchange, sharedExchange } from './shared-exchange.ts';

/** Bumped when the format changes; a reader reads every version up to its own, for ever. */
export const SHARE_VERSION = 1;

/** The first line. */
export interface ShareHead {
  readonly format: 'strata-share';
  readonly version: number;
  /** The program and its version. */
  readonly creator: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The last line: a file without it was cut short. */
export interface ShareEnd {
  readonly exchanges: number;
  /** What was taken out of the bodies, how often, and what nobody looked for. */
  readonly redaction: {
    readonly secrets: number;
    readonly notLookedFor: readonly string[];
    /** What went when the calls left, and what was looked at and left in, by kind. */
    readonly taken?: readonly {
      readonly label: string;
      readonly out: number;
      readonly left: number;
    }[];
  };
}

/** What nobody looks for: whoever shares has to know. */
const NOT_LOOKED_FOR: readonly string[] = ['names of persons'];

/** What every version begins with, whatever a later one has beside it. */
const mark = z.object({ format: z.literal('strata-share'), version: z.number().int().positive() });
const head = mark.extend({
  creator: z.string().max(200),
  createdAt: z.string().max(40),
});
const end = z.object({
  exchanges: z.number().int().nonnegative(),
  redaction: z.object({
    secrets: z.number().nonnegative(),
    notLookedFor: z.array(z.string()),
    taken: z
      .array(z.object({ label: z.string(), out: z.number(), left: z.number() }))
      .max(100)
      .exactOptional(),
  }),
});

export const headLine = (creator: string, createdAt: string): string =>
  JSON.stringify({ format: 'strata-share', version: SHARE_VERSION, creator, createdAt } satisfies ShareHead);
export const exchangeLine = (exchange: SharedExchange): string => JSON.stringify({ exchange });
export function endLine(exchanges: number, secrets: number, taken: readonly Taken[] = []): string {
  const kinds = taken.map((kind) => ({
    label: kind.label,
    out: timesOf(kind, true),
    left: timesOf(kind, false),
  }));
  const last: ShareEnd = {
    exchanges,
    redaction: { secrets, notLookedFor: NOT_LOOKED_FOR, taken: kinds },
  };
  return JSON.stringify({ end: last });
}

/** What a line of the file is. */
export type ShareLine =
  | { readonly kind: 'head'; readonly head: ShareHead }
  | { readonly kind: 'exchange'; readonly exchange: SharedExchange }
  | { readonly kind: 'end'; readonly end: ShareEnd }
  /** A line of a kind that this version does not know; it is passed over. */
  | { readonly kind: 'other' };

/** Why a file, or a line of it, cannot be read; its message says where and what to do. */
export class UnreadableShare extends Error {
  override readonly name = 'UnreadableShare';
}

const where = (issue: z.core.$ZodIssue | undefined): string =>
  issue ? `${issue.path.join('.') || 'its start'}: ${issue.message}` : 'its start';

function parse(line: string, number: number): unknown {
  try {
    return parseJson(line);
  } catch {
    throw new UnreadableShare(`Line ${number} of this share file is cut short or damaged.`);
  }
}

/** Steps from one version to the next, by the version that they begin with: none yet. */
const UPGRADES: ReadonlyMap<number, (exchange: unknown) => unknown> = new Map();

/** Brings an exchange of an older version to the present form, step by step. */
function upgraded(exchange: unknown, version: number): unknown {
  let now = exchange;
  for (let at = version; at < SHARE_VERSION; at++) now = UPGRADES.get(at)?.(now) ?? now;
  return now;
}

/** Reads the lines of a share file in their order. Throws {@link UnreadableShare}; opening runs and sends nothing. */
export class ShareReader {
  #version: number | null = null;
  #lines = 0;
  #exchanges = 0;
  #end: ShareEnd | null = null;

  read(line: string): ShareLine {
    this.#lines += 1;
    const value = parse(line, this.#lines);
    if (this.#version === null) return this.#head(value);
    if (typeof value === 'object' && value !== null && 'exchange' in value) {
      const read = sharedExchange.safeParse(upgraded(value.exchange, this.#version));
      if (!read.success)
        throw new UnreadableShare(
          `Line ${this.#lines} of this share file is damaged at ${where(read.error.issues[0])}.`,
        );
      this.#exchanges += 1;
      return { kind: 'exchange', exchange: read.data };
    }
    if (typeof value === 'object' && value !== null && 'end' in value) {
      const read = end.safeParse(value.end);
      if (!read.success)
        throw new UnreadableShare(`The end of this share file is damaged at ${where(read.error.issues[0])}.`);
      this.#end = read.data;
      return { kind: 'end', end: read.data };
    }
    return { kind: 'other' };
  }

  /** Says so where the file ended too early. */
  finish(): void {
    if (this.#version === null) throw new UnreadableShare('This is no share file of Strata’s: it is empty.');
    if (this.#end === null || this.#end.exchanges !== this.#exchanges)
      throw new UnreadableShare(
        `This share file is cut short: ${this.#exchanges} of ${this.#end?.exchanges ?? 'its'} exchanges are in it.`,
      );
  }

  #head(value: unknown): ShareLine {
    const marked = mark.safeParse(value);
    if (marked.success && marked.data.version > SHARE_VERSION)
      throw new UnreadableShare(
        `This share file has version ${marked.data.version}; this Strata reads up to ${SHARE_VERSION}. Update Strata to open it.`,
      );
    const read = head.safeParse(value);
    if (!read.success) throw new UnreadableShare('This is no share file of Strata’s.');
    this.#version = read.data.version;
    return { kind: 'head', head: read.data };
  }
}
