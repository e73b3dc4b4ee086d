import { isArray, isObject, type Json, type JsonObject, jsonEqual } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Ledger, LedgerEntry } from './entry.ts';
import { stepOfKey } from './places.ts';
import type { Rule } from './rule.ts';
import { rule } from './rule.ts';
import { keepStatements, type Spoken, Statements } from './statements.ts';
import type { From, Origin, Target, Trace } from './trace.ts';

/** A ledger that is worked out when its entries are first read: most transforms are tried for their body alone. */
export function lazyLedger(read: () => Ledger): Ledger {
  let known: Ledger | null = null;
  return {
    get entries() {
      known ??= read();
      return known.entries;
    },
  };
}

const UNEXPLAINED = rule({
  id: 'build.unexplained',
  stage: 'build',
  fate: 'added',
  severity: 'warning',
  text: 'Strata does not know where this value is from; please report it.',
  source: 'Strata',
});

const asList = (from: From): readonly Pointer[] =>
  from === null ? [] : typeof from === 'string' ? [from] : from;

/** The pointers as far as the request has values there. */
const existing = (from: readonly Pointer[], statements: Statements): readonly Pointer[] =>
  from.every((pointer) => statements.at(pointer).value !== undefined)
    ? from
    : [...new Set(from.map((pointer) => statements.nearest(pointer)))];

/** A place in the body; its pointer is only written out where an entry needs it. */
class Place {
  readonly #parent: Place | null;
  readonly #key: string | number;
  #pointer: Pointer | null = null;

  constructor(parent: Place | null, key: string | number) {
    this.#parent = parent;
    this.#key = key;
  }

  get pointer(): Pointer {
    this.#pointer ??= this.#parent === null ? '' : child(this.#parent.pointer, this.#key);
    return this.#pointer;
  }
}

/** Walks the body and writes one entry wherever the origin changes on the way down. */
function bodyEntries(body: JsonObject, statements: Statements, trace: Trace): LedgerEntry[] {
  const entries: LedgerEntry[] = [];

  const emit = (value: Json, pointer: Pointer, { from, rule }: Origin): void => {
    const to: Target = { part: 'body', pointer };
    if (typeof from === 'string') {
      const node = statements.at(from);
      if (node.value !== undefined) {
        const exact = jsonEqual(node.value, value);
        const entry: LedgerEntry = exact
          ? { from: [from], to, exact, rule }
          : { from: [from], to, exact, value, rule };
        statements.say(node, entry);
        entries.push(entry);
        return;
      }
    }
    const found = existing(asList(from), statements);
    const [only] = found;
    const exact = only !== undefined && found.length === 1 && jsonEqual(statements.at(only).value, value);
    const entry: LedgerEntry = exact
      ? { from: found, to, exact, rule }
      : { from: found, to, exact, value, rule };
    statements.add(entry);
    entries.push(entry);
  };

  const visit = (
    member: Origin | undefined,
    key: string | number,
    value: Json,
    around: Place,
    inherited: Origin | undefined,
  ): void => {
    const isContainer = typeof value === 'object' && value !== null;
    const own = member ?? (isContainer ? trace.wholeOf(value) : undefined);
    if (!isContainer) {
      if (own && own !== inherited) emit(value, child(around.pointer, key), own);
      else if (!own && !inherited) emit(value, child(around.pointer, key), { from: null, rule: UNEXPLAINED });
      return;
    }
    const place = new Place(around, key);
    const origin = own ?? inherited;
    if (own && own !== inherited) emit(value, place.pointer, own);
    walk(value, place, origin);
  };

  const walk = (value: object, place: Place, inherited: Origin | undefined): void => {
    let empty = true;
    const named = trace.speaksOfMembers(value);
    if (isArray(value)) {
      empty = value.length === 0;
      for (let i = 0; i < value.length; i++) {
        visit(named ? trace.memberOf(value, i) : undefined, i, value[i] as Json, place, inherited);
      }
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        empty = false;
        visit(named ? trace.memberOf(value, key) : undefined, key, value[key] as Json, place, inherited);
      }
    }
    if (empty && !inherited && place.pointer !== '') {
      emit(value as Json, place.pointer, { from: null, rule: UNEXPLAINED });
    }
  };

  walk(body, new Place(null, ''), trace.wholeOf(body));
  return entries;
}

/**
 * Incoming values that no entry speaks for, outermost first: nothing in the body was made of them
 * and no stage said why.
 */
function unspokenFor(request: JsonObject, { root }: Statements): readonly Pointer[] {
  const found: Pointer[] = [];
  const inside = (value: Json, key: string | number, around: Pointer, node: Spoken): void => {
    const spoken = node.inside?.get(typeof key === 'number' ? key : stepOfKey(key));
    if (spoken?.said) return;
    if (spoken) walk(value, child(around, key), spoken);
    else found.push(child(around, key));
  };
  const walk = (value: Json, pointer: Pointer, node: Spoken): void => {
    if (isArray(value)) for (let i = 0; i < value.length; i++) inside(value[i] as Json, i, pointer, node);
    else if (isObject(value))
      for (const key of Object.keys(value)) inside(value[key] as Json, key, pointer, node);
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
  return lazyLedger(() => ({ entries: entriesOf(request, body, trace, otherwise) }));
}

function entriesOf(
  request: JsonObject,
  body: JsonObject | null,
  trace: Trace,
  otherwise: Rule,
): readonly LedgerEntry[] {
  const statements = new Statements(request);
  const entries = body ? bodyEntries(body, statements, trace) : [];
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
  keepStatements(entries, statements);
  return entries;
}
