import { assign, type Json, type JsonObject } from '../../json/json.ts';
import type { Param } from '../call/params.ts';
import type { Rule } from '../ledger/rule.ts';
import type { From, Trace } from '../ledger/trace.ts';

/** A body under construction that tells the trace where each member is from. */
export class Part {
  readonly #object: Record<string, Json> = {};
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#object, key);
  }

  get(key: string): Json {
    return this.has(key) ? (this.#object[key] ?? null) : null;
  }

  set(key: string, value: Json, from: From, rule: Rule): this {
    assign(this.#object, key, value);
    this.#trace.member(this.#object, key, from, rule);
    return this;
  }

  put(key: string, { value, from, rule }: Param): this {
    return this.set(key, value, from, rule);
  }

  get object(): JsonObject {
    return this.#object;
  }
}
