import type { Span } from '../../../shared/contract/span.ts';
import { FORM_IDS } from '../../../shared/input/forms.ts';
import { readRequest } from '../../../shared/input/read-request.ts';
import { sinceWhenRead } from '../../inspector/since-when.ts';
import { type Command, readOptions, UsageError } from '../command.ts';
import { textOf } from '../input.ts';
import { formOf, problemText, REQUEST_OPTIONS, routeOf } from '../request-options.ts';

const help = `Usage: strata bisect [options] [FILE]

Says since when and until when: the LiteLLM releases between which what is sent to Bedrock for a request,
or Bedrock's answer to it, changes. FILE (stdin without it) holds one request, as for strata transform.

  --route R   invoke | converse: takes this route whatever the model string says
  --api A     ${FORM_IDS.join(' | ')}: the form the request is in (default: what it says itself)
  --json      one JSON object a line: {from, until, outcome, message, besides, reading, changed}

Exit code: 0 done, 2 wrong usage or unreadable input.`;

/** Places, and mistakes besides, that are named of one span. */
const MOST = 6;
const INDENT = ''.padEnd(22);

/** A message on lines of its own where it has several: LiteLLM's refusals quote pieces of a configuration. */
const indented = (message: string): string =>
  message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(`\n${INDENT} `);

const rest = (all: readonly unknown[]): string => (all.length > MOST ? ` and ${all.length - MOST} more` : '');

function lineOf({ from, until, outcome, message, besides, reading, changed }: Span): string {
  const places = changed.slice(0, MOST).join(', ');
  const releases = from === until ? from : `${from} to ${until}`;
  return [
    `${releases.padEnd(22)} ${outcome}${message === null ? '' : `: ${indented(message)}`}`,
    ...besides.slice(0, MOST).map((one) => `${INDENT} besides: ${indented(one)}`),
    ...(besides.length > MOST ? [`${INDENT} besides:${rest(besides)}`] : []),
    ...(reading === null ? [] : [`${INDENT} ${reading}`]),
    ...(places === '' ? [] : [`${INDENT} changes ${places}${rest(changed)}`]),
  ].join('\n');
}

export const bisectCommand: Command = {
  help,
  async run(args, output) {
    const { values, positionals } = readOptions({
      args: [...args],
      allowPositionals: true,
      options: {
        ...REQUEST_OPTIONS,
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 1) throw new UsageError('Give one FILE.');
    const route = routeOf(values.route, null);
    const form = formOf(values.api);
    const read = readRequest(await textOf(positionals[0] ?? '-'), form);
    if (!read.ok) {
      for (const problem of read.problems) output.complain(problemText(problem));
      return 2;
    }
    const spans = sinceWhenRead({ read, config: null, deployment: 0, settings: {} }, route);
    for (const span of spans) await output.line(values.json ? JSON.stringify(span) : lineOf(span));
    return 0;
  },
};
