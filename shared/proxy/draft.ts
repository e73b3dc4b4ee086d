import { assign, type Json, type JsonObject } from '../json/json.ts';
import { child, isWithin, type Pointer } from '../json/pointer.ts';
import { hasTexts, keepTexts, numberAsWritten } from '../json/texts.ts';
import type { Loss, Origin, Origins } from './origin.ts';

/** The arguments of a call under construction: what they are, where each is from, and what was lost on the way. */
export class Draft {
  readonly #request: Record<string, Json> = {};
  readonly #origins = new Map<Pointer, Origin>();
  readonly #losses: Loss[] = [];
  readonly #numbers = new Map<string, string>();

  get(key: string): Json | undefined {
    return Object.hasOwn(this.#request, key) ? this.#request[key] : undefined;
  }

  /**
   * Sets an argument; what was noted about an earlier value of it is forgotten. A number is kept as it is written in
   * `source`, under the same name or the given one.
   */
  set(key: string, value: Json, origin: Origin, source?: object, name = key): void {
    const at = child('', key);
    for (const place of [...this.#origins.keys()]) if (isWithin(place, at)) this.#origins.delete(place);
    assign(this.#request, key, value);
    const text = source && numberAsWritten(source, name);
    if (text === undefined) this.#numbers.delete(key);
    else this.#numbers.set(key, text);
    this.#origins.set(at, origin);
  }

  remove(key: string): void {
    const at = child('', key);
    for (const place of [...this.#origins.keys()]) if (isWithin(place, at)) this.#origins.delete(place);
    delete this.#request[key];
  }

  /** Says where a part of an argument is from, when that differs from the argument itself. */
  note(pointer: Pointer, origin: Origin): void {
    this.#origins.set(pointer, origin);
  }

  lose(loss: Loss): void {
    this.#losses.push(loss);
  }

  originOf(key: string): Origin | undefined {
    return this.#origins.get(child('', key));
  }

  get request(): JsonObject {
    const values = Object.values(this.#request);
    const inside = values.some((value) => typeof value === 'object' && value !== null && hasTexts(value));
    keepTexts(this.#request, { numbers: new Map(this.#numbers), keys: null, inside });
    return this.#request;
  }

  get origins(): Origins {
    return this.#origins;
  }

  get losses(): readonly Loss[] {
    return this.#losses;
  }
}
