import type { Json } from '../json/json.ts';
import type { Rule } from './ledger/rule.ts';
import type { From } from './ledger/trace.ts';

/** A parameter on its way into the body: its value, what it was made from, and the rule that put it there. */
export interface Param {
  readonly value: Json;
  readonly from: From;
  readonly rule: Rule;
}

/** Parameters by outgoing key, in the order in which LiteLLM would have them. */
export type Params = ReadonlyMap<string, Param>;
