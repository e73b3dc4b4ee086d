import type { Json } from '../../../../json/json.ts';
import type { Context } from '../../../call/context.ts';
import { noteUnsent, type Param, type Params, put } from '../../../call/params.ts';
import type { Rule } from '../../../ledger/rule.ts';
import type { Target } from '../../../models/target.ts';
import { mappingTarget } from '../target.ts';

/** The map stage at work: what came in, and what has been made of it so far. */
export interface Mapping {
  readonly context: Context;
  readonly target: Target;
  readonly incoming: Params;
  readonly out: Map<string, Param>;
}

export const startMapping = (incoming: Params, context: Context): Mapping => ({
  context,
  target: mappingTarget(context),
  incoming,
  out: new Map(),
});

/** Sets a parameter of the Converse request. */
export function set(
  { out, context }: Mapping,
  key: string,
  value: Json,
  from: Param['from'],
  rule: Rule,
): void {
  put(out, key, { value, from, rule }, context.trace);
}

/** Notes that an incoming parameter is not sent. */
export const lose = ({ context }: Mapping, param: Param, rule: Rule): void =>
  noteUnsent(param, rule, context.trace);

/** Takes a parameter out again that an earlier one had set. */
export function unset({ out, context }: Mapping, key: string, rule: Rule): void {
  const before = out.get(key);
  if (before) noteUnsent(before, rule, context.trace);
  out.delete(key);
}

/** Makes one entry or more of `out` from one incoming parameter, or notes its loss. */
export type Mapper = (param: Param, mapping: Mapping) => void;
