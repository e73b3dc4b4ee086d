import type { ReportedCall } from '../../contract/share.ts';
import { outcomeOf } from './calls.ts';
import { cellsTitle } from './cells.ts';
import type { ReportFacts } from './facts.ts';
import { grouped } from './problems.ts';
import { count, shortened } from './words.ts';

/** Characters of a title. */
const LONGEST = 160;
const UNJUDGED = 'A request that Strata has no rules for';

function clientTitle(call: ReportedCall, refused: ReportedCall | undefined): string {
  const { model, path } = call;
  const got = `A client’s call ${model === null ? `to ${path.split('?', 1)[0]}` : `for ${model}`} got ${outcomeOf(call)}`;
  if (!refused) return got;
  const words = refused.message === '' ? '' : `: ${refused.message}`;
  return shortened(`${got}, ${refused.role} ${outcomeOf(refused)}${words}`, LONGEST);
}

/** What went wrong although nothing is predicted to, or the other way round; null where it came as predicted. */
function unpredicted({ whole, answer }: ReportFacts): string | null {
  const predicted = whole?.view.verdict?.kind;
  if (!answer || answer.status === null || predicted === undefined) return null;
  const failed = answer.status >= 400 || answer.error !== '';
  if (!failed)
    return predicted === 'refused' ? 'Bedrock accepted this request, which Strata predicts it refuses' : null;
  if (predicted === 'refused') return null;
  const words = answer.message === '' ? '' : `: ${answer.message}`;
  const subject = predicted === 'accepted' ? 'A request that passes Bedrock’s rules' : UNJUDGED;
  return shortened(`${subject} got ${answer.error || answer.status}${words}`, LONGEST);
}

/** What a report is called: what went wrong, in one line. */
export function titleOf(facts: ReportFacts): string {
  const { whole, cells, answer, stream, calls } = facts;
  if (cells.length > 0) return cellsTitle(cells);
  const [client, ...attempts] = calls;
  const refused = attempts.find(({ status }) => status === null || status >= 400);
  if (client?.side === 'client' && (!whole || refused)) return clientTitle(client, refused);
  if (!whole) {
    if (stream && !answer?.error) return 'How an answer streamed';
    return answer?.error ? `A call to Bedrock got ${answer.error}` : 'A call to Bedrock';
  }
  const { view } = whole;
  if (view.outcome.kind !== 'outgoing') {
    const { type, params } = view.outcome.error;
    const about = params && params.length > 0 ? `: ${params.join(', ')}` : '';
    return `${view.outcome.kind === 'crashed' ? 'LiteLLM fails on' : 'LiteLLM refuses'} this request (${type}${about})`;
  }
  const surprise = unpredicted(facts);
  if (surprise !== null) return surprise;
  const problems = view.verdict?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error');
  const leaks = view.params.filter(({ fate }) => fate === 'leaked');
  if (errors.length > 0) {
    const [first, second] = grouped(errors);
    if (first && !second) return shortened(`Bedrock refuses this request: ${first.problem.message}`, LONGEST);
    const leaked = leaks.length > 0 ? count(leaks.length, 'leaked key') : null;
    const rest = errors.length - leaks.length;
    return `Bedrock refuses this request: ${[leaked, rest > 0 || !leaked ? count(leaked ? rest : errors.length, leaked ? 'more problem' : 'problem') : null].filter(Boolean).join(', ')}`;
  }
  if (leaks.length > 0)
    return shortened(
      `${count(leaks.length, 'key')} leaked into the body: ${leaks.map(({ key }) => key).join(', ')}`,
      LONGEST,
    );
  if (view.losses.length > 0)
    return `${count(view.losses.length, 'value')} of this request lost without an error`;
  if (problems.length > 0) return 'Bedrock may refuse this request';
  if (stream) return 'How an answer streamed';
  return view.verdict?.kind === 'accepted' ? 'A request that Bedrock accepts' : UNJUDGED;
}
