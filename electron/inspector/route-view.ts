import type {
  LedgerRow,
  LocatedProblem,
  OutgoingView,
  RouteView,
  StageSummary,
} from '../../shared/contract/inspection.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { bodyLaidOut, bodyText } from '../../shared/pipeline/body-text.ts';
import type { Outgoing } from '../../shared/pipeline/call/result.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';
import { type Rule, STAGES, type StageId } from '../../shared/pipeline/ledger/rule.ts';
import { locator } from '../../shared/validation/locate.ts';
import type { Verdict } from '../../shared/validation/problem.ts';
import { targetOf } from '../../shared/validation/target.ts';
import { type FixSubject, fixesOf } from './fixes.ts';
import { lossesOf } from './losses.ts';
import { paramRows } from './param-rows.ts';
import type { Prediction } from './predict.ts';
import { waysOutOfError } from './ways-out.ts';

function indexRules(ledger: Ledger): {
  readonly rules: readonly Rule[];
  readonly rows: readonly LedgerRow[];
} {
  const numbers = new Map<Rule, number>();
  const rows = ledger.entries.map(({ from, to, rule }) => {
    const number = numbers.get(rule) ?? numbers.size;
    numbers.set(rule, number);
    return { from, to, rule: number };
  });
  return { rules: [...numbers.keys()], rows };
}

/** The stages that are LiteLLM's: a call to Bedrock itself passes none of them. */
const LITELLM: ReadonlySet<StageId> = new Set(['parse', 'route', 'map', 'filter', 'build']);

function stageSummaries(ledger: Ledger, verdict: Verdict | null): readonly StageSummary[] {
  return STAGES.map((id) => {
    const entries = ledger.entries.flatMap((entry, index) => (entry.rule.stage === id ? [index] : []));
    const count = (test: (rule: Rule) => boolean): number =>
      entries.filter((index) => {
        const entry = ledger.entries[index];
        return entry !== undefined && test(entry.rule);
      }).length;
    return {
      id,
      count: id === 'validate' ? (verdict?.problems.length ?? 0) : entries.length,
      leaked: count(({ fate }) => fate === 'leaked'),
      refused: count(({ fate }) => fate === 'refused'),
      lost: count(({ fate, severity }) => fate === 'dropped' && severity !== 'info'),
      entries,
    };
  });
}

function outgoingView(outgoing: Outgoing, ledger: Ledger, request: JsonObject): OutgoingView {
  const { body } = outgoing;
  return {
    operation: targetOf(outgoing).operation,
    method: outgoing.method,
    path: outgoing.path,
    headers: outgoing.headers,
    requests: 1 + (outgoing.more?.length ?? 0),
    bodyText: bodyLaidOut(body, ledger, request),
    // The text is ASCII: its length is its size.
    bodyBytes: bodyText(body, ledger, request).length,
  };
}

function located(verdict: Verdict, bodyText: string, subject: FixSubject): readonly LocatedProblem[] {
  if (verdict.problems.length === 0) return [];
  const places = locator(bodyText);
  const actions = fixesOf(verdict.problems, subject);
  return verdict.problems.map((problem, i) => ({
    ...problem,
    range: places.locate(problem.pointer),
    actions: actions[i] ?? [],
  }));
}

/** What the strict profile sends for the same request. */
function filteredBody({ unchanged, route }: Pick<FixSubject, 'unchanged' | 'route'>): RouteView['filtered'] {
  const strict = unchanged('strict', route);
  if (strict?.result.kind !== 'outgoing') return null;
  const { result, verdict, entered } = strict;
  const { request } = entered.input;
  return {
    text: bodyLaidOut(result.outgoing.body, result.ledger, request),
    accepted: verdict?.kind === 'accepted',
  };
}

/** Everything the renderer shows of one route. */
export function routeView(
  subject: Omit<FixSubject, 'ledger'>,
  { result, verdict, transformMs, validateMs }: Prediction,
): RouteView {
  const { route } = subject;
  const { request } = subject.entered.input;
  const { rules, rows } = indexRules(result.ledger);
  const common = {
    route,
    model: result.model,
    rules,
    ledger: rows,
    losses: result.kind === 'outgoing' ? lossesOf(request, result.ledger, rules) : [],
    stages: stageSummaries(result.ledger, verdict).filter(
      ({ id }) => !subject.entered.input.direct || !LITELLM.has(id),
    ),
    filtered: filteredBody(subject),
    transformMs,
    validateMs,
  };
  if (result.kind !== 'outgoing' || !verdict) {
    const error = result.kind === 'outgoing' ? { type: 'Error', message: '' } : result.error;
    const kind = result.kind === 'outgoing' ? 'crashed' : result.kind;
    return {
      ...common,
      outcome: { kind, error, actions: waysOutOfError(subject, error) },
      params: paramRows(request, null, result.ledger),
      verdict: null,
    };
  }
  const outgoing = outgoingView(result.outgoing, result.ledger, request);
  const problems = located(verdict, outgoing.bodyText, { ...subject, ledger: result.ledger });
  return {
    ...common,
    outcome: { kind: 'outgoing', outgoing },
    params: paramRows(request, result.outgoing.body, result.ledger),
    verdict: { ...verdict, problems },
  };
}
