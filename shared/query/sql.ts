import { DIALECTS, PROTOCOLS, SIDES, SOURCES, STATES } from '../capture/exchange.ts';
import { lookUp } from '../json/look-up.ts';
import type { IsWord } from './is.ts';
import { likeOf } from './pattern.ts';
import { type Interval, type Test, type Tree, withoutHoles } from './tree.ts';

/** A value for a placeholder. */
export type SqlValue = string | number;

/**
 * A condition on rows of the table `exchange`. All that was typed stands in `values`; `?1` and `?2` are the first and the
 * last number of the window that is searched, `values` begin at `?3`.
 */
export interface SqlCondition {
  readonly where: string;
  /**
   * The same for a small window near the newest exchange: words are read backwards and no further than the window can
   * reach, where the index would else be read from end to end for a word that all have.
   */
  readonly recent: string;
  readonly values: readonly SqlValue[];
}

/** Columns of the fields with numbers and keys; those of names and choices are called as the field. */
const COLUMNS: Readonly<Record<string, string>> = {
  started: 'started_at',
  op: 'operation',
  'first-token': 'first_token_ms',
  duration: 'end_ms',
  stall: 'longest_gap_ms',
  burst: 'burst_share',
  'tokens-in': 'tokens_in',
  'tokens-out': 'tokens_out',
  'cache-read': 'cache_read',
  'cache-write': 'cache_write',
  size: 'request_bytes',
  'answer-size': 'response_bytes',
  stop: 'stop_reason',
  'request-id': 'request_id',
};

/** The column of a field. */
export const columnOf = (field: string): string => lookUp(COLUMNS, field) ?? field;

/** Lists of words that are kept as their places in the list, from 0. */
export const CODES: Readonly<Record<string, readonly string[]>> = {
  side: SIDES,
  source: SOURCES,
  state: STATES,
  dialect: DIALECTS,
  protocol: PROTOCOLS,
  route: ['invoke', 'converse'],
};

const IS_SQL: Readonly<Record<IsWord, string>> = {
  pinned: 'pinned = 1',
  preparation: 'preparation = 1',
  joined: 'cause IS NOT NULL',
  streamed: 'frames > 0',
  running: `state = ${STATES.indexOf('open')}`,
};

/** Entries of the index within the window: two to an exchange. */
const WITHIN = 'rowid BETWEEN ?1 * 2 AND ?2 * 2 + 1';
const NEWEST_OF = 'rowid <= ?2 * 2 + 1 ORDER BY rowid DESC LIMIT 2 * (?2 - ?1 + 1)';

/** The words of the index that begin so; null where they are too many to be named. */
export type WordsThatBegin = (beginning: string) => readonly string[] | null;

/** A phrase as the index is asked for it. */
function phraseOf(words: readonly string[], begun: boolean, thatBegin: WordsThatBegin): string {
  const last = words[words.length - 1];
  const ends = begun && last !== undefined ? thatBegin(last) : null;
  if (!ends || ends.length === 0) return `"${words.join(' ')}"${begun ? ' *' : ''}`;
  return `(${ends.map((end) => `"${[...words.slice(0, -1), end].join(' ')}"`).join(' OR ')})`;
}

class Writer {
  readonly values: SqlValue[] = [];
  readonly #thatBegin: WordsThatBegin;

  constructor(thatBegin: WordsThatBegin) {
    this.#thatBegin = thatBegin;
  }

  #value(value: SqlValue): string {
    this.values.push(value);
    return `?${this.values.length + 2}`;
  }

  #interval(column: string, { least, most, aboveLeast, belowMost }: Interval): string {
    if (least !== null && least === most && !belowMost) return `${column} = ${this.#value(least)}`;
    const parts = [
      ...(least === null ? [] : [`${column} ${aboveLeast ? '>' : '>='} ${this.#value(least)}`]),
      ...(most === null ? [] : [`${column} ${belowMost ? '<' : '<='} ${this.#value(most)}`]),
    ];
    return parts.join(' AND ');
  }

  #test(test: Test): string {
    switch (test.kind) {
      case 'interval': {
        const column = columnOf(test.field);
        const any = test.any.map((interval) => `(${this.#interval(column, interval)})`).join(' OR ');
        // An index answers for refused calls; a range of statuses has none.
        const refused =
          test.field === 'status' && test.any.every(({ least }) => least !== null && least >= 400);
        return refused ? `refused = 1 AND (${any})` : any;
      }
      case 'pattern': {
        const likes = test.any.map((pattern) => `folded LIKE ${this.#value(likeOf(pattern))} ESCAPE '\\'`);
        return `${columnOf(test.field)} IN (SELECT id FROM name WHERE ${likes.join(' OR ')})`;
      }
      case 'key':
        return `${columnOf(test.field)} IN (${test.any.map((key) => this.#value(key)).join(', ')})`;
      case 'choice': {
        const codes = test.any.map((word) => lookUp(CODES, test.field)?.indexOf(word) ?? -1);
        return `${columnOf(test.field)} IN (${codes.join(', ')})`;
      }
      case 'present':
        return `${columnOf(test.field)} IS ${test.present ? 'NOT NULL' : 'NULL'}`;
      case 'flag': {
        const kind = this.#value(test.flag);
        const likes = test.names.map((one) => `folded LIKE ${this.#value(likeOf(one))} ESCAPE '\\'`);
        const names = likes.length === 0 ? '' : ` AND folded <> '' AND (${likes.join(' OR ')})`;
        return `number IN (SELECT number FROM flag WHERE kind = ${kind} AND number BETWEEN ?1 AND ?2${names})`;
      }
      case 'is':
        return IS_SQL[test.word];
      case 'words': {
        const phrase = phraseOf(test.words, test.begun, this.#thatBegin);
        const match = this.#value(test.where === null ? phrase : `${test.where} : ${phrase}`);
        return `number IN (SELECT rowid >> 1 FROM words WHERE words MATCH ${match} AND ${WITHIN})`;
      }
    }
  }

  /** `negated`: an unknown value has to count as false, or its opposite would be unknown too. */
  tree(tree: Tree, negated: boolean): string {
    switch (tree.kind) {
      case 'hole':
        return '1';
      case 'test':
        return negated ? `coalesce(${this.#test(tree.test)}, 0)` : `(${this.#test(tree.test)})`;
      case 'not':
        return `(NOT ${this.tree(tree.of, true)})`;
      case 'all':
        return `(${tree.of.map((part) => this.tree(part, negated)).join(' AND ')})`;
      case 'any':
        return `(${tree.of.map((part) => this.tree(part, negated)).join(' OR ')})`;
    }
  }
}

/**
 * The filter as SQL; null where everything fits.
 * @param thatBegin knows the words of the index
 */
export function toSql(tree: Tree, thatBegin: WordsThatBegin = () => null): SqlCondition | null {
  const sound = withoutHoles(tree);
  if (!sound) return null;
  const writer = new Writer(thatBegin);
  const where = writer.tree(sound, false);
  return { where, recent: where.replaceAll(WITHIN, NEWEST_OF), values: writer.values };
}
