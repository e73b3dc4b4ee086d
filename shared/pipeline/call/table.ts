import type { Json } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import { type Behaviour, has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import type { Context } from './context.ts';
import { noteUnsent, type Param, type Params, put } from './params.ts';

/** One line of a family's table: where a parameter goes, and why. */
export interface Row {
  /** The outgoing key; null where the parameter is not sent, for the reason the rule gives. */
  readonly to: string | null;
  readonly rule: Rule;
  /**
   * Makes the outgoing value. Containers it creates inherit the parameter's origin unless it tells
   * the trace more. `undefined` sends nothing, for the reason that `unless` gives (or the rule).
   */
  readonly convert?: (param: Param, context: Context) => Json | undefined;
  /** Why nothing is sent where `convert` returns undefined. */
  readonly unless?: Rule;
  /** First release for which the line holds. */
  readonly since?: Behaviour;
  /** First release for which the line no longer holds. */
  readonly until?: Behaviour;
}

/** Incoming key → its line, or several lines of which the first that holds for the release counts. */
export type Table = Readonly<Record<string, Row | readonly Row[]>>;

const NOT_IN_TABLE = rule({
  id: 'map.not-in-table',
  stage: 'map',
  fate: 'dropped',
  text: 'The model family lists this parameter as supported but its transform does nothing with it; it is not sent.',
  source: 'LiteLLM map_openai_params of the family',
});

const TOLERATED = rule({
  id: 'map.tolerated',
  stage: 'map',
  fate: 'dropped',
  text: 'LiteLLM lists no support for this parameter on this model, but never refuses it; it is not sent.',
  source: 'LiteLLM get_optional_params',
});

/** Parameters that LiteLLM never refuses, supported or not. */
export const NEVER_REFUSED: ReadonlySet<string> = new Set([
  'user',
  'stream_options',
  'stream',
  'max_retries',
]);

const asIs = (id: string, text: string): Rule =>
  rule({ id: `map.${id}`, stage: 'map', fate: 'consumed', text, source: 'LiteLLM completion()' });

/** Parameters that need not be sent to have their effect. */
const NEEDLESS: Readonly<Record<string, Rule>> = {
  n: asIs('one-answer', 'One answer is what the model gives anyway; nothing has to be sent.'),
  stream: asIs('stream-by-path', 'Streaming is chosen by the URL path, not by the body.'),
  stream_options: asIs(
    'stream-options',
    'LiteLLM itself adds the usage to the stream; nothing has to be sent.',
  ),
};

/** Why a parameter that reached a family's map stage is not sent: the family does nothing with it. */
export function unmappedRule(key: string): Rule {
  const needless = lookUp(NEEDLESS, key);
  return needless ?? (NEVER_REFUSED.has(key) ? TOLERATED : NOT_IN_TABLE);
}

const holds = (row: Row, release: Release): boolean =>
  (row.since === undefined || has(release, row.since)) &&
  !(row.until !== undefined && has(release, row.until));

function rowFor(table: Table, key: string, release: Release): Row | undefined {
  const rows = Object.hasOwn(table, key) ? table[key] : undefined;
  if (rows === undefined) return undefined;
  return 'to' in rows ? (holds(rows, release) ? rows : undefined) : rows.find((row) => holds(row, release));
}

/**
 * Walks a table: every incoming key gets an outcome, "not in the table" included.
 * Returns the parameters of the family; what is not sent is noted on the trace.
 */
export function walkTable(table: Table, params: Params, context: Context): Params {
  const out = new Map<string, Param>();
  for (const [key, param] of params) {
    const row = rowFor(table, key, context.profile.release);
    if (row === undefined) {
      noteUnsent(param, unmappedRule(key), context.trace);
    } else if (row.to === null) {
      noteUnsent(param, row.rule, context.trace);
    } else {
      const value = row.convert ? row.convert(param, context) : param.value;
      if (value === undefined) noteUnsent(param, row.unless ?? row.rule, context.trace);
      else put(out, row.to, { value, from: param.from, rule: row.rule }, context.trace);
    }
  }
  return out;
}

/** `id` names the rule where the key alone does not: two rows of one key. */
type Extra = Pick<Row, 'since' | 'until' | 'unless'> & { readonly id?: string };

/** Writes rows for one family: the rule's id and source follow from the family, texts may be left out. */
export function rowsFor(family: string, source: string) {
  const make = (key: string, fate: Rule['fate'], text: string): Rule =>
    rule({ id: `map.${family}.${key}`, stage: 'map', fate, text, source });
  return {
    /** Same key, same value. */
    kept: (key: string, { id, ...extra }: Extra = {}): Row => ({
      to: key,
      rule: make(id ?? key, 'kept', `${key} is sent under the same name.`),
      ...extra,
    }),
    /** Same value under another key. */
    renamed: (key: string, to: string, { id, ...extra }: Extra = {}): Row => ({
      to,
      rule: make(id ?? key, 'renamed', `${key} is called ${to} in this body form.`),
      ...extra,
    }),
    /** Converted value. */
    mapped: (
      key: string,
      to: string,
      text: string,
      convert: NonNullable<Row['convert']>,
      { id, ...extra }: Extra = {},
    ): Row => ({ to, rule: make(id ?? key, 'mapped', text), convert, ...extra }),
    /** Lost without an error. */
    dropped: (key: string, text: string, { id, ...extra }: Extra = {}): Row => ({
      to: null,
      rule: make(id ?? key, 'dropped', text),
      ...extra,
    }),
    /** Used on the client side and rightly not sent. */
    consumed: (key: string, text: string, { id, ...extra }: Extra = {}): Row => ({
      to: null,
      rule: make(id ?? key, 'consumed', text),
      ...extra,
    }),
  };
}
