import type { ReportedCall } from '../../contract/share.ts';
import { outcomeOf } from './calls.ts';
import { cellsTitle } from './cells.ts';
import type { ReportFacts } from './facts.ts';
import { grouped } from './problems.ts';
import { count, shortened } from './words.ts';

/** Characters of a title. */
const LONGEST = 160;

function clientTitle(call: ReportedCall, refused: ReportedCall | undefined): string {
  const { model, path } = call;
  const got = `A client’s call ${model === null ? `to ${path.split('?', 1)[0]}` : `for ${model}`} got ${outcomeOf(call)}`;
  if (!refused) return got;
  const words = refused.message === '' ? '' : `: ${refused.message}`;
  return shortened(`${got}, ${refused.role} ${outcomeOf(refused)}${words}`, LONGEST);
}

/** What a report is called: what went wrong, in one line. */
export function titleOf({ whole, cells, answer, stream, calls }: ReportFacts): string {
  if (cells.length > 0) return cellsTitle(cells);
  const [client, ...attempts] = calls;
  const refused = attempts.find(({ status }) => status === null || status >= 400);
  if (client?.side === 'client' && (!whole || refused)) return clientTitle(client, refused);
  if (!whole) {
    if (stream && !answer?.error) return 'How an answer streamed';
    return answer?.error ? `Bedrock answered ${answer.error}` : 'A call to Bedrock';
  }
  const { view } = whole;
  if (view.outcome.kind !== 'outgoing') {
    const { type, params } = view.outcome.error;
    const about = params && params.length > 0 ? `: ${params.join(', ')}` : '';
    return `${view.outcome.kind === 'crashed' ? 'LiteLLM fails on' : 'LiteLLM refuses'} this request (${type}${about})`;
  }
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
  return problems.length > 0 ? 'Bedrock may refuse this request' : 'A request that Bedrock accepts';
}
