import { z } from 'zod';
import type { FixAction, LocatedProblem, RouteView } from '../../../shared/contract/inspection.ts';
import { applyTextEdits } from '../../../shared/json/text-edit.ts';
import { inspect } from '../../inspector/inspect.ts';
import { sinceWhenRead } from '../../inspector/since-when.ts';
import {
  asText,
  type CallInput,
  callInput,
  listOf,
  profileAnswer,
  profileOutput,
  readEntrance,
  readProfile,
  sentenceOf,
  settingsOf,
} from '../request-input.ts';
import { defineTool, ToolError } from '../tool.ts';

/** Problems and losses of one answer; the count of all stands beside them. */
const MOST = 15;
/** A mended request longer than this is left out, characters. */
const LARGEST_REQUEST = 20_000;

const problemAnswer = ({ severity, message, why, pointer, evidence, actions }: LocatedProblem) => ({
  severity,
  message,
  why,
  in_body_at: pointer,
  evidence: evidence.slice(0, 2).map(({ source, url, date }) => ({ source, url, date })),
  fixes: actions.map(({ label }) => label),
});

function mended(requestText: string, action: FixAction) {
  const { label, edits, profile, route, settings } = action;
  const request = edits.length === 0 ? null : applyTextEdits(requestText, edits);
  return {
    fix: label,
    ...(profile ? { profile } : {}),
    ...(route ? { route } : {}),
    ...(settings ? { module_settings: settings } : {}),
    ...(request !== null && request.length <= LARGEST_REQUEST ? { request } : {}),
  };
}

const firstActions = (view: RouteView): readonly FixAction[] =>
  view.outcome.kind === 'outgoing'
    ? (view.verdict?.problems.flatMap(({ actions }) => actions) ?? [])
    : view.outcome.actions;

function sentAnswer(view: RouteView, withBody: boolean) {
  const { outcome, verdict } = view;
  if (outcome.kind !== 'outgoing') {
    const { type, message, params } = outcome.error;
    return { sent: null, not_sent: { kind: outcome.kind, type, message, params: params ?? [] } };
  }
  const { operation, path, headers, bodyBytes, bodyText } = outcome.outgoing;
  return {
    sent: { operation, path, headers, body_bytes: bodyBytes, ...(withBody ? { body: bodyText } : {}) },
    bedrock: verdict && {
      answer: verdict.kind,
      status: verdict.status,
      message: verdict.message,
      basis: verdict.basis,
      problem_count: verdict.problems.length,
      problems: verdict.problems.slice(0, MOST).map(problemAnswer),
    },
  };
}

/** Every release is asked about a request up to so many characters; `since_when` does for larger ones. */
const LARGEST_ASKED = 200_000;

interface Answered {
  readonly from: string;
  readonly until: string;
  readonly outcome: string;
  readonly message: string | null;
  /** What Bedrock would refuse besides: it names one mistake at a time. */
  readonly besides?: readonly string[];
}

/** The spans of releases with the same mistakes, whatever else of the body changes between them. */
function answersByRelease(call: CallInput): readonly Answered[] {
  const answers: Answered[] = [];
  for (const span of sinceWhenRead(readEntrance(call), call.route ?? null)) {
    const { from, until, outcome, message } = span;
    const besides = span.besides.length === 0 ? {} : { besides: span.besides.slice(0, MOST) };
    const last = answers.at(-1);
    const isSame =
      last?.outcome === outcome &&
      last.message === message &&
      String(last.besides) === String(besides.besides);
    if (isSame) answers[answers.length - 1] = { ...last, until };
    else answers.push({ from, until, outcome, message, ...besides });
  }
  return answers;
}

export const inspectRequest = defineTool({
  name: 'inspect_request',
  title: 'What LiteLLM sends for a request, and whether Bedrock accepts it',
  description:
    'Use it when a call through LiteLLM to Amazon Bedrock fails ("Extra inputs are not permitted", "Malformed input request", UnsupportedParamsError …) or before changing one. Gives the operation and path, Bedrock’s predicted answer in its own words with the cause of each problem and evidence, between which releases the answer changes, parameters that are lost in silence, and fixes with the mended request. The body itself only with include_body.',
  input: {
    ...callInput,
    include_body: z.boolean().optional().describe('Adds the outgoing body as text. Default: false'),
  },
  output: {
    ...profileOutput,
    model: z.string(),
    route: z.string(),
    read_as: z.string(),
    sent: z.looseObject({ operation: z.string(), path: z.string() }).nullable(),
    not_sent: z.looseObject({ kind: z.string(), type: z.string(), message: z.string() }).optional(),
    bedrock: z
      .looseObject({ answer: z.string(), status: z.number().nullable(), message: z.string() })
      .nullish(),
    lost_in_silence: z.looseObject({ count: z.number(), first: listOf({ at: z.string(), why: z.string() }) }),
    leaks: listOf({ key: z.string(), why: z.string(), source: z.string() }),
    by_release: listOf({ from: z.string(), until: z.string(), outcome: z.string() }).optional(),
    fixes: listOf({ fix: z.string() }),
  },
  run: async (call) => {
    const profile = readProfile(call.profile);
    const result = inspect({
      text: asText(call.request),
      profile,
      route: call.route ?? 'auto',
      form: call.api ?? 'auto',
      settings: settingsOf(call),
      direct: true,
    });
    if (result.kind === 'unreadable') {
      const [first] = result.problems;
      throw new ToolError(first ? sentenceOf(first) : 'The request cannot be read.');
    }
    const [view] = result.views;
    if (!view) throw new ToolError('The request has no route.');
    const seen = new Set<string>();
    const fixes = firstActions(view).filter(({ label }) => !seen.has(label) && seen.add(label));
    return {
      ...profileAnswer(profile),
      model: view.model?.modelId ?? result.model,
      route: view.route,
      read_as: result.dialect,
      ...sentAnswer(view, call.include_body ?? false),
      lost_in_silence: {
        count: view.losses.length,
        first: view.losses
          .slice(0, MOST)
          .map(({ pointer, rule }) => ({ at: pointer, why: view.rules[rule]?.text ?? '' })),
      },
      leaks: view.params
        .filter(({ fate }) => fate === 'leaked')
        .map(({ key, rule }) => ({ key, why: rule.text, source: rule.source })),
      ...(asText(call.request).length <= LARGEST_ASKED ? { by_release: answersByRelease(call) } : {}),
      fixes: fixes.slice(0, 5).map((action) => mended(result.requestText, action)),
    };
  },
});
