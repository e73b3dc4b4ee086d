import type {
  Filtered,
  LedgerRow,
  LocatedProblem,
  OutgoingView,
  RouteView,
  StageSummary,
} from '../../shared/contract/inspection.ts';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { inheritTexts } from '../../shared/json/texts.ts';
import { bodyLaidOut } from '../../shared/pipeline/body-text.ts';
import type { Outgoing } from '../../shared/pipeline/call/result.ts';
import type { Ledger, LedgerEntry } from '../../shared/pipeline/ledger/entry.ts';
import { outcomesOf } from '../../shared/pipeline/ledger/outcomes.ts';
import { type Rule, STAGES, type StageId } from '../../shared/pipeline/ledger/rule.ts';
import { packedLength } from '../../shared/pipeline/python/json.ts';
import { placesIn } from '../../shared/validation/locate.ts';
import type { Verdict } from '../../shared/validation/problem.ts';
import { targetOf } from '../../shared/validation/target.ts';
import { type FixSubject, fixesOf } from './fixes.ts';
import { paramRows } from './param-rows.ts';
import type { Prediction } from './predict.ts';
import { waysOutOfError } from './ways-out.ts';

/** More rows of the ledger, or of the parameter table, than this no window can show: the rest is counted. */
const MOST_ROWS = 5000;
const MOST_PARAMS = 1000;

/** The stages that are LiteLLM's: a call to Bedrock itself passes none of them. */
const LITELLM: ReadonlySet<StageId> = new Set(['parse', 'route', 'map', 'filter', 'build']);

const isLost = ({ fate, severity }: Rule): boolean => fate === 'dropped' && severity !== 'info';
const isNotable = (rule: Rule): boolean => rule.fate === 'leaked' || rule.fate === 'refused' || isLost(rule);

/** The entries that are shown: all, or where there are too many what leaked, was refused or lost before the rest. */
function shownOf(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  if (entries.length <= MOST_ROWS) return entries;
  let others = MOST_ROWS;
  for (const { rule } of entries) if (isNotable(rule)) others -= 1;
  return entries.filter(({ rule }) => isNotable(rule) || others-- > 0).slice(0, MOST_ROWS);
}

interface Rows {
  readonly rules: readonly Rule[];
  readonly ledger: readonly LedgerRow[];
  readonly numberOf: (rule: Rule) => number;
}

/** Ledger entries as rows that name their rules by number. */
function rowsOf(entries: readonly LedgerEntry[]): Rows {
  const numbers = new Map<Rule, number>();
  const rules: Rule[] = [];
  const numberOf = (rule: Rule): number => {
    const known = numbers.get(rule);
    if (known !== undefined) return known;
    numbers.set(rule, rules.length);
    return rules.push(rule) - 1;
  };
  const ledger = entries.map(({ from, to, rule }) => ({ from, to, rule: numberOf(rule) }));
  return { rules, ledger, numberOf };
}

function stageSummaries(
  all: readonly LedgerEntry[],
  shown: readonly LedgerEntry[],
  verdict: Verdict | null,
): readonly StageSummary[] {
  const stages = new Map(
    STAGES.map((id) => [id, { count: 0, leaked: 0, refused: 0, lost: 0, entries: [] as number[] }]),
  );
  for (const { rule } of all) {
    const stage = stages.get(rule.stage);
    if (!stage) continue;
    stage.count += 1;
    if (rule.fate === 'leaked') stage.leaked += 1;
    if (rule.fate === 'refused') stage.refused += 1;
    if (isLost(rule)) stage.lost += 1;
  }
  for (const [index, { rule }] of shown.entries()) stages.get(rule.stage)?.entries.push(index);
  const validate = stages.get('validate');
  if (validate) validate.count = verdict?.problems.length ?? 0;
  return [...stages].map(([id, { count, leaked, refused, lost, entries }]) => ({
    id,
    count,
    leaked,
    refused,
    lost,
    entries,
  }));
}

function outgoingView(outgoing: Outgoing, ledger: Ledger, request: JsonObject): OutgoingView {
  const { body } = outgoing;
  const bodyText = bodyLaidOut(body, ledger, request);
  return {
    operation: targetOf(outgoing).operation,
    method: outgoing.method,
    path: outgoing.path,
    headers: outgoing.headers,
    requests: 1 + (outgoing.more?.length ?? 0),
    bodyText,
    bodyBytes: packedLength(bodyText),
  };
}

function located(verdict: Verdict, bodyText: string, subject: FixSubject): readonly LocatedProblem[] {
  if (verdict.problems.length === 0) return [];
  const places = placesIn(bodyText);
  const actions = fixesOf(verdict, subject);
  return verdict.problems.map((problem, i) => ({
    ...problem,
    range: places.locate(problem.pointer),
    actions: actions[i] ?? [],
  }));
}

/**
 * A body with its members in the order of another one: a release that writes them in another order would look as if it
 * had left them out.
 */
function inOrderOf(body: JsonObject, other: JsonObject | null): JsonObject {
  if (!other) return body;
  const keys = [...Object.keys(other).filter((key) => Object.hasOwn(body, key)), ...Object.keys(body)];
  return inheritTexts(Object.fromEntries([...new Set(keys)].map((key) => [key, body[key] as Json])), body);
}

/** What is sent of a request, what Bedrock says to it, and how it is shown. */
interface Sent {
  readonly body: JsonObject;
  readonly verdict: Verdict;
  readonly view: OutgoingView;
}

function sentOf({ result, verdict }: Prediction, request: JsonObject): Sent | null {
  if (result.kind !== 'outgoing' || !verdict) return null;
  const { outgoing, ledger } = result;
  return { body: outgoing.body, verdict, view: outgoingView(outgoing, ledger, request) };
}

/**
 * What the strict profile sends for the same request.
 * @param sent what it is shown beside; null where nothing is sent
 */
function filteredBody(
  { unchanged, route }: Pick<FixSubject, 'unchanged' | 'route'>,
  sent: Sent | null,
): Filtered | null {
  const strict = unchanged.under('strict', route);
  if (strict?.result.kind !== 'outgoing') return null;
  const { result, verdict, entered } = strict;
  const accepted = verdict?.kind === 'accepted';
  // One verdict speaks of both where both are sent alike.
  if (sent && verdict === sent.verdict) return { text: sent.view.bodyText, accepted };
  const body = inOrderOf(result.outgoing.body, sent?.body ?? null);
  return { text: bodyLaidOut(body, result.ledger, entered.input.request), accepted };
}

/** Everything the renderer shows of one route. */
export function routeView(subject: Omit<FixSubject, 'ledger'>, prediction: Prediction): RouteView {
  const { result, verdict, transformMs, validateMs } = prediction;
  const { route, trials, huge } = subject;
  const { request } = subject.entered.input;
  const sent = sentOf(prediction, request);
  const filtered = trials.filtered(route, huge, () => filteredBody(subject, sent));
  const { entries } = result.ledger;
  const shown = shownOf(entries);
  const { rules, ledger, numberOf } = rowsOf(shown);
  const outcomes = outcomesOf(request, result.ledger, MOST_PARAMS);
  const lost = result.kind === 'outgoing' ? outcomes.losses : [];
  const common = {
    route,
    model: result.model,
    ledger,
    losses: lost.slice(0, MOST_ROWS).map((loss) => ({ pointer: loss.pointer, rule: numberOf(loss.rule) })),
    rules,
    stages: stageSummaries(entries, shown, verdict).filter(
      ({ id }) => !subject.entered.input.direct || !LITELLM.has(id),
    ),
    params: paramRows(request, sent?.body ?? null, outcomes.params),
    paramsLeft: outcomes.left,
    filtered: filtered.body,
    filteredLater: filtered.later,
    transformMs,
    validateMs,
  };
  if (!sent) {
    const error = result.kind === 'outgoing' ? { type: 'Error', message: '' } : result.error;
    const kind = result.kind === 'outgoing' ? 'crashed' : result.kind;
    return {
      ...common,
      outcome: { kind, error, actions: waysOutOfError(subject, error) },
      verdict: null,
    };
  }
  const { view } = sent;
  const problems = located(sent.verdict, view.bodyText, { ...subject, ledger: result.ledger });
  return { ...common, outcome: { kind: 'outgoing', outgoing: view }, verdict: { ...sent.verdict, problems } };
}
