import type { Exchange, ExchangeId } from '../../../shared/capture/exchange.ts';
import type { Health } from '../health.ts';
import { type Part, REQUEST, RESPONSE } from '../part.ts';
import { type BodyBytes, readBody } from '../store/bodies.ts';
import type { Database } from '../store/database.ts';
import { type KeptWholes, LARGEST_BODY, readWholes } from './wholes.ts';
import { readTogether } from './wholes-together.ts';

/** Kept bodies, and what of them can be read where a part of the file is damaged. */
export class Bodies {
  readonly #database: Database;
  readonly #health: Health;

  constructor(database: Database, health: Health) {
    this.#database = database;
    this.#health = health;
  }

  /** The bytes of a body from `from` to before `to`; `exchange` is its number. */
  bytes(exchange: number, part: Part, from: number, to: number): BodyBytes {
    const read = this.#health.read(() => readBody(this.#database, exchange, part, from, to), null);
    if (read?.damaged) this.#health.damaged('pieces of a body do not unpack');
    return read ?? { bytes: new Uint8Array(0), damaged: true };
  }

  /** Exchanges with their bodies, as many of the first ones as go in one message; each by itself where one is damaged. */
  wholes(
    wanted: readonly (ExchangeId | number)[],
    exchangeOf: (which: ExchangeId | number) => Exchange | null,
  ): KeptWholes {
    const together = this.#together(wanted);
    if (together) return together;
    return readWholes(wanted, (which) => {
      const exchange = exchangeOf(which);
      if (!exchange) return null;
      const whole = (part: Part): BodyBytes => this.bytes(exchange.number, part, 0, LARGEST_BODY);
      return { exchange, request: whole(REQUEST), response: whole(RESPONSE) };
    });
  }

  #together(wanted: readonly (ExchangeId | number)[]): KeptWholes | null {
    try {
      return readTogether(this.#database, wanted);
    } catch {
      // Whatever it was, it is met again where it lies, and told there.
      return null;
    }
  }
}
