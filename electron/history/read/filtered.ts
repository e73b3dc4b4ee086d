import type {
  Distribution,
  Facet,
  FacetValue,
  HistoryPage,
  Overview,
  PageCursor,
  Sort,
} from '../../../shared/contract/history.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { type SqlCondition, toSql } from '../../../shared/query/sql.ts';
import type { Health } from '../health.ts';
import type { Database } from '../store/database.ts';
import { Beginnings } from './beginnings.ts';
import { countExchanges, readFacet, readFlagNames } from './facets.ts';
import { readNumbers } from './numbers.ts';
import { NO_OVERVIEW, readOverview } from './overview.ts';
import {
  matchingRows,
  type PageOf,
  type PageQuery,
  readPage,
  readSizes,
  type SizedExchange,
} from './page.ts';
import type { OnDamage } from './readable-rows.ts';

/** Counts the filtered exchanges. */
type Counting<T> = (database: Database, condition: SqlCondition | null, onDamage: OnDamage) => T;

/** Where nothing can be read. */
const NO_PAGE = { rows: [], next: null, searchedTo: null };

/** What is asked of the exchanges that a filter lets through. Where a part of the file is damaged, what can be read. */
export class Filtered {
  readonly #database: Database;
  readonly #health: Health;
  readonly #beginnings: Beginnings;
  readonly #onDamage: OnDamage = (message) => this.#health.damaged(message);

  constructor(database: Database, health: Health) {
    this.#database = database;
    this.#health = health;
    this.#beginnings = new Beginnings(database);
  }

  page(query: string, sort: Sort, after: PageCursor | null, limit: number): HistoryPage {
    return this.#health.read(() => readPage(this.#database, this.#asked(query, sort, after, limit)), NO_PAGE);
  }

  sizes(query: string, sort: Sort, after: PageCursor | null, limit: number): PageOf<SizedExchange> {
    return this.#health.read(
      () => readSizes(this.#database, this.#asked(query, sort, after, limit)),
      NO_PAGE,
    );
  }

  matching(query: string, numbers: readonly number[]): HistoryPage['rows'] {
    const condition = this.#conditionOf(query);
    return this.#health.readEach(numbers, (some) =>
      matchingRows(this.#database, condition, some, this.#onDamage),
    );
  }

  facets(query: string, fields: readonly string[]): readonly Facet[] {
    const condition = this.#conditionOf(query);
    return fields.flatMap((field) =>
      this.#health.read(() => [readFacet(this.#database, field, condition, this.#onDamage)], []),
    );
  }

  numbers(query: string): readonly Distribution[] {
    return this.#over(readNumbers, query, []);
  }

  overview(query: string): Overview {
    return this.#over(readOverview, query, NO_OVERVIEW);
  }

  values(field: string): readonly FacetValue[] {
    const facet = this.#health.read(() => readFacet(this.#database, field, null, this.#onDamage), null);
    return facet && facet.values.length > 0
      ? facet.values
      : this.#health.read(() => readFlagNames(this.#database, field), []);
  }

  count(query: string): number {
    return this.#over(countExchanges, query, 0);
  }

  #over<T>(read: Counting<T>, query: string, otherwise: T): T {
    const condition = this.#conditionOf(query);
    return this.#health.read(() => read(this.#database, condition, this.#onDamage), otherwise);
  }

  #asked(query: string, sort: Sort, after: PageCursor | null, limit: number): PageQuery {
    return { condition: this.#conditionOf(query), sort, after, limit, onDamage: this.#onDamage };
  }

  /** The filter as SQL. Holes let everything through, so that a list does not jump while one types. */
  #conditionOf(query: string): SqlCondition | null {
    return toSql(parseQuery(query, Date.now()).tree, (beginning) => this.#beginnings.of(beginning));
  }
}
