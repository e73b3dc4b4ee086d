import { isArray, isObject, type Json, type JsonArray, type JsonObject, jsonEqual } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Ledger, LedgerEntry } from './entry.ts';
import { lazyLedger, type Reading } from './lazy-ledger.ts';
import type { Rule } from './rule.ts';
import { rule } from './rule.ts';
import { type Spoken, Statements, say, spokenItem, spokenMember } from './statements.ts';
import { hasMembers, listOf, memberIn, type Origin, type Said, type Target, type Trace } from './trace.ts';
import { Way } from './way.ts';

const UNEXPLAINED: Origin = {
  from: null,
  rule: rule({
    id: 'build.unexplained',
    stage: 'build',
    fate: 'added',
    severity: 'warning',
    text: 'Strata does not know where this value is from; please report it.',
    source: 'Strata',
  }),
};

/** True where two origins say the same: nothing changes on the way from one to the other. */
const isSame = (own: Origin, inherited: Origin | undefined): boolean =>
  own === inherited || (own.from === inherited?.from && own.rule === inherited.rule);

/** The pointers as far as the request has values there; of others the nearest values around them. */
const existing = (from: readonly Pointer[], statements: Statements): readonly Pointer[] =>
  from.every((pointer) => statements.at(pointer).value !== undefined)
    ? from
    : [...new Set(from.map((pointer) => statements.nearest(pointer)))];

const hasValue = ({ value }: Spoken): boolean => value !== undefined;

/** Walks the body and writes one entry wherever the origin changes on the way down. */
class BodyWalk {
  readonly entries: LedgerEntry[] = [];
  readonly #way = new Way();
  readonly #body: JsonObject;
  readonly #statements: Statements;
  readonly #trace: Trace;

  constructor(body: JsonObject, statements: Statements, trace: Trace) {
    this.#body = body;
    this.#statements = statements;
    this.#trace = trace;
    const said = trace.saidOf(body);
    this.#walk(body, said, said?.whole);
  }

  #walk(value: JsonArray | JsonObject, said: Said | undefined, inherited: Origin | undefined): void {
    const named = said !== undefined && hasMembers(said) ? said : undefined;
    let empty = true;
    if (isArray(value)) {
      empty = value.length === 0;
      for (let i = 0; i < value.length; i++) this.#enter(i, value[i] as Json, named, inherited);
    } else {
      for (const key in value) {
        empty = false;
        this.#enter(key, value[key] as Json, named, inherited);
      }
    }
    if (empty && !inherited && value !== this.#body) this.#emit(value, UNEXPLAINED);
  }

  #enter(key: string | number, value: Json, said: Said | undefined, inherited: Origin | undefined): void {
    const member = said && memberIn(said, String(key));
    // A leaf of which nothing is said went along with what is around it.
    if (!member && inherited && (typeof value !== 'object' || value === null)) return;
    this.#way.enter(key);
    this.#visit(value, member, inherited);
    this.#way.leave();
  }

  #visit(value: Json, member: Origin | undefined, inherited: Origin | undefined): void {
    const isContainer = typeof value === 'object' && value !== null;
    const said = isContainer ? this.#trace.saidOf(value) : undefined;
    const own = member ?? said?.whole;
    if (own && !isSame(own, inherited)) this.#emit(value, own);
    else if (!isContainer && !own && !inherited) this.#emit(value, UNEXPLAINED);
    if (isContainer) this.#walk(value, said, own ?? inherited);
  }

  #emit(value: Json, { from, rule }: Origin): void {
    const given = listOf(from);
    const single = given.length === 1 ? this.#statements.at(given[0] as Pointer) : null;
    if (single && hasValue(single))
      say(single, this.#write(value, this.#way.pointer, given, jsonEqual(single.value, value), rule));
    else this.#emitOf(value, this.#way.pointer, given, rule);
  }

  #emitOf(value: Json, pointer: Pointer, given: readonly Pointer[], rule: Rule): void {
    const statements = this.#statements;
    const nodes: Spoken[] = [];
    for (const source of given) {
      const node = statements.at(source);
      if (hasValue(node)) nodes.push(node);
    }
    if (nodes.length === given.length) {
      const entry = this.#write(value, pointer, given, false, rule);
      for (const node of nodes) say(node, entry);
      return;
    }
    const found = existing(given, statements);
    const [only] = found;
    const exact = only !== undefined && found.length === 1 && jsonEqual(statements.at(only).value, value);
    statements.add(this.#write(value, pointer, found, exact, rule));
  }

  #write(value: Json, pointer: Pointer, from: readonly Pointer[], exact: boolean, rule: Rule): LedgerEntry {
    const to: Target = { part: 'body', pointer };
    const entry: LedgerEntry = exact ? { from, to, exact, rule } : { from, to, exact, value, rule };
    this.entries.push(entry);
    return entry;
  }
}

/**
 * Incoming values that no entry speaks for, outermost first: nothing in the body was made of them
 * and no stage said why.
 */
function unspokenFor(request: JsonObject, { root }: Statements): readonly Pointer[] {
  const found: Pointer[] = [];
  const inside = (value: Json, key: string | number, around: Pointer, node: Spoken): void => {
    const spoken = typeof key === 'number' ? spokenItem(node, key) : spokenMember(node, key);
    if (spoken?.said) return;
    if (spoken) walk(value, child(around, key), spoken);
    else found.push(child(around, key));
  };
  const walk = (value: Json, pointer: Pointer, node: Spoken): void => {
    if (isArray(value)) for (let i = 0; i < value.length; i++) inside(value[i] as Json, i, pointer, node);
    else if (isObject(value)) for (const key in value) inside(value[key] as Json, key, pointer, node);
  };
  if (!root.said) walk(request, '', root);
  return found;
}

/**
 * Reads the ledger off a finished body, once its entries are asked for: one entry wherever the origin changes on the way down,
 * then the notes on what was not sent, then one entry with the rule `otherwise` for every incoming
 * value that nothing spoke for. Neither request nor body is changed.
 */
export function readLedger(
  request: JsonObject,
  body: JsonObject | null,
  trace: Trace,
  otherwise: Rule,
): Ledger {
  return lazyLedger(() => read(request, body, trace, otherwise));
}

function read(request: JsonObject, body: JsonObject | null, trace: Trace, otherwise: Rule): Reading {
  const statements = new Statements(request);
  const entries = body ? new BodyWalk(body, statements, trace).entries : [];
  for (const { from, to, rule } of trace.notes) {
    const entry: LedgerEntry = { from: existing([from], statements), to, exact: false, rule };
    statements.add(entry);
    entries.push(entry);
  }
  for (const pointer of unspokenFor(request, statements)) {
    const entry: LedgerEntry = { from: [pointer], to: null, exact: false, rule: otherwise };
    statements.add(entry);
    entries.push(entry);
  }
  return { entries, statements };
}
