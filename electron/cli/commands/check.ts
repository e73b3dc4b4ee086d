import { LEVELS } from '../../../shared/findings/finding.ts';
import { isObject, type JsonObject } from '../../../shared/json/json.ts';
import { parseJson } from '../../../shared/json/parse.ts';
import { DEFAULT_PROFILE } from '../../../shared/pipeline/releases/profile.ts';
import { OPERATIONS, type Problem } from '../../../shared/validation/problem.ts';
import { today } from '../../inspector/today.ts';
import { type Asked, readAsked, verdictOn } from '../asked.ts';
import { eachLine } from '../batch.ts';
import { checkFiles, type ReadFile } from '../check-files.ts';
import {
  type Command,
  type ExitCode,
  type GroupWork,
  type LineResult,
  oneOf,
  readOptions,
  UsageError,
} from '../command.ts';
import { askedDay, dayOfLine } from '../day.ts';
import { differences, explanation } from '../explain.ts';
import { isPattern } from '../files.ts';
import { type Against, findingsWork, isByLine } from '../findings.ts';
import { textOf } from '../input.ts';
import { objectIn } from '../object-in.ts';
import type { Output } from '../output.ts';
import { PROFILE_HELP, PROFILE_OPTION, profileNamed, sayStanding } from '../profile.ts';
import { FORMATS } from '../report-writers.ts';
import { MODULE_OPTIONS, moduleSettingsOf } from '../request-options.ts';
import { readJobs, runBatch } from '../run-batch.ts';

const help = `Usage: strata check --operation OP --model ID [FILE]
       strata check [FILE]
       strata check --batch FILE
       strata check [--format F] FILE...

Says whether Bedrock accepts a body, and what it answers where it does not; of files, everything that
is wrong with the requests in them.

FILE (stdin without it) holds the body, or {"operation", "modelId", "body"} without the options. A FILE that names no
operation is looked through as several are.

  --operation OP  ${OPERATIONS.join(' | ')}
  --model ID      a model id, an inference profile or an ARN; for ApplyGuardrail IDENTIFIER:VERSION, for
                  GetAsyncInvoke the invocation's ARN (the body may name them instead)
  --as-of DAY     judges by the rules of that day, YYYY-MM-DD, and refuses models that had come to the end
                  of their life by then; today where one body or files are checked
  --batch FILE    FILE (or - for stdin) holds one {"id", "operation", "modelId", "body"} per line;
                  a line's "date" (YYYY-MM or YYYY-MM-DD) is its --as-of. Without either it is judged as of
                  a time when its model was served
  --jobs N        works on a batch with N threads, or with one a core: all (default: 1)
  --explain       also says which rules speak, why and on what evidence, and what is off where the
                  line tells what Bedrock answered: {"expect": {"status", "message"?, "contains"?}}

Several FILEs, patterns ("requests/**/*.json"), files of a request a line (*.jsonl) and a request are looked through
for findings: requests as “transform” reads them (calls to LiteLLM, curl commands, code) go through a
release first, {"operation", "modelId", "body"} is held against Bedrock as it is. Of a file with several calls (a script, a
HAR) each is looked through, and named by its number: #2.

  --format F      text | json | junit | sarif (default: text); json is one finding a line
  --profile P     the LiteLLM release that makes the body: ${PROFILE_HELP}
                  (default: ${DEFAULT_PROFILE}); --drop-params and --modify-params as for “transform”
  --fail-on L     error | warning | note: the least that makes the exit code 1 (default: error). Silent
                  losses are notes, leaks that Bedrock takes and refusals that are not sure warnings
  --write-baseline FILE   keeps today's findings as known ones
  --baseline FILE         leaves out what is known; one more of the same is new

A body is taken byte by byte as it is written: some of Bedrock's messages name a column of it. A body
given as a string is that text.

Writes {kind, status, message, problems: [{pointer, key, message}], basis: {grade, date, nearest,
olderThan, life}}; kind is accepted, refused or not-modelled (status null); what Bedrock may refuse, but no evidence says that
it does, stands under "warnings". A batch gets one line per line, in order, each with the line's id.

Exit code: 0 all accepted (with --explain and "expect": nothing off), 1 problems found, 2 wrong usage,
unreadable input, or no request at all.`;

const brief = ({ pointer, key, message }: Problem): object => ({ pointer, key, message });

interface Asking {
  readonly explain: boolean;
  /** The day to judge by; null for a time when the model was served. */
  readonly asOf: string | null;
}

function answerTo(asked: Asked, { explain, asOf }: Asking, expected?: JsonObject): LineResult {
  const verdict = verdictOn(asked, asOf);
  const { kind, status, message, problems, basis } = verdict;
  const errors = problems.filter((problem) => problem.severity === 'error');
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  return {
    value: {
      kind,
      status,
      message,
      problems: errors.map(brief),
      ...(warnings.length > 0 ? { warnings: warnings.map(brief) } : {}),
      basis,
      ...(explain ? explanation(verdict, expected) : {}),
    },
    problem: explain && expected ? differences(verdict, expected).length > 0 : kind === 'refused',
  };
}

const checkLine = (line: JsonObject, text: string, { explain, asOf }: Asking): LineResult => {
  const expected = isObject(line.expect ?? null) ? (line.expect as JsonObject) : undefined;
  return answerTo(readAsked(line, text), { explain, asOf: dayOfLine(line, asOf) }, expected);
};

const read = (args: readonly string[]) =>
  readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      operation: { type: 'string' },
      model: { type: 'string' },
      batch: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      explain: { type: 'boolean', default: false },
      'as-of': { type: 'string' },
      format: { type: 'string' },
      ...PROFILE_OPTION,
      ...MODULE_OPTIONS,
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      'fail-on': { type: 'string', default: 'error' },
    },
  });
type Options = ReturnType<typeof read>['values'];

const againstOf = (values: Options): Against => ({
  profile: profileNamed('profile', values.profile),
  settings: moduleSettingsOf(values),
  failOn: oneOf('fail-on', values['fail-on'], LEVELS),
  asOf: askedDay(values['as-of']) ?? today(),
});

async function lines(args: readonly string[]): Promise<GroupWork> {
  const { values } = read(args);
  if (values.batch === undefined) return findingsWork(againstOf(values));
  const asking = { explain: values.explain, asOf: askedDay(values['as-of']) };
  return eachLine((line, text) => {
    const { value, problem } = checkLine(line, text, asking);
    return { value: { id: line.id ?? null, ...value }, problem };
  });
}

/** True for a file that names an operation of Bedrock's beside the body; a request for LiteLLM does not. */
function namesOperation(text: string): boolean {
  try {
    const value: unknown = parseJson(text);
    return typeof value === 'object' && value !== null && 'operation' in value;
  } catch {
    return text.includes('"operation"');
  }
}

const isBlank = (text: string): boolean => text.trim() === '';

/** Whether a text is one body that is judged; a request is looked through for findings. */
const isJudged = (text: string, { operation, model, explain }: Options): boolean =>
  operation !== undefined || model !== undefined || explain || isBlank(text) || namesOperation(text);

async function checkOne({ file, text }: ReadFile, values: Options, output: Output): Promise<ExitCode> {
  const { operation, model, explain } = values;
  const asking = { explain, asOf: askedDay(values['as-of']) ?? today() };
  const chosen = operation === undefined ? null : oneOf('operation', operation, OPERATIONS);
  if (chosen === null && isBlank(text))
    throw new UsageError(
      'There is nothing to check yet. Give {"operation", "modelId", "body"}, or a body with --operation and --model.',
    );
  const result =
    chosen !== null && model !== undefined
      ? answerTo({ operation: chosen, modelId: model, body: text.replace(/\r?\n$/, '') }, asking)
      : checkLine(objectIn(file, text), text, asking);
  await output.line(JSON.stringify(result.value, null, 2));
  return result.problem ? 1 : 0;
}

export const checkCommand: Command = {
  help,
  lines,
  async run(args, output) {
    const { values, positionals } = read(args);
    const { batch, format, baseline, operation } = values;
    const jobs = readJobs(values.jobs);
    if (batch !== undefined) {
      if (positionals.length > 0 || format !== undefined)
        throw new UsageError('Give FILEs, or --batch FILE.');
      if (operation !== undefined) throw new UsageError('With --batch each line names its own operation.');
      return runBatch({ command: 'check', args, source: batch, jobs }, output, await lines(args));
    }
    if ((operation === undefined) !== (values.model === undefined)) {
      throw new UsageError('--operation and --model go together.');
    }
    const writeBaseline = values['write-baseline'];
    const [first = '-'] = positionals;
    const byLine = operation === undefined && positionals.some(isByLine);
    const several = positionals.length > 1 || byLine || (await isPattern(first));
    // What comes through a pipe can be read once only: the text goes along.
    const only = several ? null : { file: first, text: await textOf(first) };
    const reported = format !== undefined || baseline !== undefined || writeBaseline !== undefined;
    if (only && !reported && isJudged(only.text, values)) return checkOne(only, values, output);
    if (operation !== undefined || values.model !== undefined)
      throw new UsageError('--operation and --model speak of one body.');
    const asked = {
      only,
      patterns: positionals,
      format: oneOf('format', format ?? 'text', FORMATS),
      baseline,
      writeBaseline,
      failOn: againstOf(values).failOn,
      args,
      jobs,
    };
    sayStanding(againstOf(values).profile, output);
    return checkFiles(asked, await lines(args), output);
  },
};
