import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Located } from '../../../blocks/edit.ts';
import type { Context } from '../../../call/context.ts';
import { noteUnsent, type Param } from '../../../call/params.ts';
import type { Rule } from '../../../ledger/rule.ts';
import type { From } from '../../../ledger/trace.ts';
import type { Target } from '../../../models/target.ts';
import type { Release } from '../../../releases/release.ts';

/** A messages API call on its way into the body: parameters by key, and the conversation. */
export class Draft {
  readonly params = new Map<string, Param>();
  messages: readonly Located<JsonObject>[] = [];

  constructor(
    readonly context: Context,
    readonly target: Target,
  ) {}

  get release(): Release {
    return this.context.profile.release;
  }

  /** The value of a parameter, or undefined. */
  value(key: string): Json | undefined {
    return this.params.get(key)?.value;
  }

  /** The value of a parameter where it is an object, or undefined. */
  object(key: string): JsonObject | undefined {
    const value = this.value(key);
    return isObject(value) ? value : undefined;
  }

  fromOf(key: string): From {
    return this.params.get(key)?.from ?? null;
  }

  set(key: string, value: Json, from: From, rule: Rule): void {
    this.params.set(key, { value, from, rule });
  }

  /** Puts a parameter behind all others, as a release does that takes it out to look at it. */
  setLast(key: string, param: Param): void {
    this.params.delete(key);
    this.params.set(key, param);
  }

  /** Says why a parameter's value is lost; another one is set in its place. */
  lose(key: string, rule: Rule): void {
    const param = this.params.get(key);
    if (param) noteUnsent(param, rule, this.context.trace);
  }

  /** Takes a parameter out and says why. */
  drop(key: string, rule: Rule): void {
    this.lose(key, rule);
    this.params.delete(key);
  }
}
