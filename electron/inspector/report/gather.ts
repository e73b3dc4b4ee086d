import type { InspectInput, InspectResult, RouteView } from '../../../shared/contract/inspection.ts';
import type { JudgedCell, ReportedCell, ReportSubject } from '../../../shared/contract/share.ts';
import type { Span } from '../../../shared/contract/span.ts';
import { readRequest } from '../../../shared/input/read-request.ts';
import type { InputProblem } from '../../../shared/input/text-range.ts';
import { isObject } from '../../../shared/json/json.ts';
import type { Route } from '../../../shared/pipeline/call/model.ts';
import { layOut } from '../../../shared/pipeline/python/json.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import type { ProxyConfig } from '../../../shared/proxy/config.ts';
import type { Looked, ReportFacts } from '../../../shared/share/report/facts.ts';
import { streamFacts } from '../../../shared/share/report/stream-facts.ts';
import { callerCall, snippetInput } from '../../../shared/share/snippets/from-view.ts';
import { auditText } from '../audit.ts';
import type { Entrance, Readable } from '../enter.ts';
import { inspect } from '../inspect.ts';
import { askAbout, sinceWhen } from '../since-when.ts';
import { today } from '../today.ts';
import { LIMITS, type ShortenLimits, shorten } from './shorten.ts';

/** Keys of the audit whose bodies are judged. */
const MOST_JUDGED = 200;
/** Body forms of a key that are tried until one tells something about it. */
const MOST_TRIED = 4;

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

interface Seen extends Looked {
  readonly read: Readable;
  readonly entrance: Entrance;
}

type Look = { readonly ok: true; readonly seen: Seen } | Unreadable;
interface Unreadable {
  readonly ok: false;
  readonly problems: readonly InputProblem[];
}

function look(input: InspectInput, config: ProxyConfig | null): Look {
  const result = inspect(input, config);
  if (result.kind !== 'inspected') return { ok: false, problems: result.problems };
  const [view] = result.views;
  const read = readRequest(input.text, input.form ?? 'auto', input.call ?? 0);
  if (!view || !read.ok) return { ok: false, problems: read.ok ? [] : read.problems };
  const { deployment = 0, settings = {}, day } = input;
  const entrance = { read, config, deployment, settings, day };
  return { ok: true, seen: { result, view, profile: input.profile, read, entrance } };
}

/** What is known of a subject, or why its request cannot be read. */
export type Gathered = { readonly ok: true; readonly facts: ReportFacts } | Unreadable;

/** A shorter request that comes in the same way: a call to LiteLLM stays one, what it carries beside its body too. */
const entranceOf = (seen: Seen, request: Readable['request']): Entrance => ({
  ...seen.entrance,
  read: { ...seen.read, request },
});

/** What the shorter request becomes. It is laid out as text of the form that the whole one was read in. */
function lookShorter(
  seen: Seen,
  request: Readable['request'],
  input: InspectInput,
  config: ProxyConfig | null,
): Looked | null {
  const { form } = seen.read.recognised;
  const result = inspect({ ...input, text: layOut(request), form, call: 0 }, config);
  const view = result.kind === 'inspected' ? result.views[0] : undefined;
  return result.kind === 'inspected' && view ? { result, view, profile: input.profile } : null;
}

/** The route that the model string does not lead to by itself: which one it leads to differs from release to release. */
const chosenRoute = (view: RouteView, { autoRoute }: Inspected): Route | null =>
  view.route === autoRoute ? null : view.route;

function spansOf(entrance: Entrance, view: RouteView, result: Inspected): readonly Span[] {
  const { form } = result.recognised;
  if (form === 'invoke' || form === 'converse') return [];
  return sinceWhen(askAbout(entrance, chosenRoute(view, result)));
}

/** The same request beside: on the other route, or under another release. */
function lookBeside(
  { view, result }: Seen,
  input: InspectInput,
  besides: 'route' | ProfileId,
  config: ProxyConfig | null,
): Looked | null {
  const changed: InspectInput =
    besides === 'route'
      ? { ...input, route: view.route === 'invoke' ? 'converse' : 'invoke' }
      : { ...input, profile: besides, route: chosenRoute(view, result) ?? 'auto' };
  const beside = look(changed, config);
  return beside.ok ? beside.seen : null;
}

type OfRequest = Pick<ReportFacts, 'whole' | 'shortest' | 'other' | 'spans' | 'snippets' | 'caller'>;
const NO_REQUEST: OfRequest = {
  whole: null,
  shortest: null,
  other: null,
  spans: [],
  snippets: null,
  caller: null,
};

async function ofRequest(
  seen: Seen,
  input: InspectInput,
  { besides, region }: Pick<ReportSubject, 'besides' | 'region'>,
  config: ProxyConfig | null,
  signal: AbortSignal,
  limits: ShortenLimits,
): Promise<OfRequest> {
  const shrunk = await shorten({ ...seen, route: seen.view.route }, signal, limits);
  const request = shrunk && isObject(shrunk.value) ? shrunk.value : null;
  const shorter = request && lookShorter(seen, request, { ...input, route: seen.view.route }, config);
  const shortest = shorter && shrunk ? { ...shorter, tries: shrunk.tries, finished: shrunk.finished } : null;
  const shown = shortest ?? seen;
  const entrance = request ? entranceOf(seen, request) : seen.entrance;
  const { settings = {} } = input;
  const call = callerCall(shown.result, shown.view, shown.profile, settings);
  return {
    whole: seen,
    shortest,
    other: besides === null ? null : lookBeside(seen, input, besides, config),
    spans: spansOf(entrance, seen.view, seen.result),
    snippets: snippetInput(shown.result, shown.view, { profile: shown.profile, settings, region }),
    caller: call && { call, region },
  };
}

/** What Bedrock answers to a key in the request behind a cell: `200`, or its words about the key; empty where they are about something else. */
function answerTo({ key, columnId }: ReportedCell, profile: ProfileId): string {
  const text = auditText(key, columnId);
  const looked = text === null ? null : look({ text, profile, route: 'auto', direct: true }, null);
  const verdict = looked?.ok ? looked.seen.view.verdict : null;
  if (verdict?.kind === 'accepted') return '200';
  const own = verdict?.problems.find((problem) => problem.key === key && problem.severity === 'error');
  return own?.message ?? '';
}

/** The cells; of each key the first one to which Bedrock answers something about it is told with that. */
function judged(cells: readonly ReportedCell[], profile: ProfileId | undefined): readonly JudgedCell[] {
  const tried = new Map<string, number>();
  return cells.map((cell) => {
    const times = tried.get(cell.key) ?? 0;
    if (!profile || times >= MOST_TRIED || (times === 0 && tried.size >= MOST_JUDGED))
      return { ...cell, answer: '' };
    const answer = answerTo(cell, profile);
    tried.set(cell.key, answer === '' ? times + 1 : MOST_TRIED);
    return { ...cell, answer };
  });
}

/**
 * Gathers what a report tells of a subject: the request as it stands and the shortest one that still shows what is wrong
 * with it, since which release, what came back and how. The search is bounded by `limits` and ends with `signal`.
 */
export async function gatherReport(
  subject: ReportSubject,
  config: ProxyConfig | null,
  signal: AbortSignal,
  limits: ShortenLimits = LIMITS,
): Promise<Gathered> {
  const { input, answer, stream, cells, calls } = subject;
  const looked = input && look(input, config);
  if (looked && !looked.ok) return looked;
  const own =
    looked && input ? await ofRequest(looked.seen, input, subject, config, signal, limits) : NO_REQUEST;
  return {
    ok: true,
    facts: {
      ...own,
      answer,
      stream: stream && streamFacts(stream),
      cells: judged(cells, input?.profile),
      calls,
      day: today(),
    },
  };
}
