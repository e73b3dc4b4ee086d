import { isObject, type JsonObject } from '../../../shared/json/json.ts';
import { isOther } from '../../../shared/validation/other-operations.ts';
import { OPERATIONS, type Operation, type Problem } from '../../../shared/validation/problem.ts';
import { spansOf } from '../../../shared/validation/spans.ts';
import { validate } from '../../../shared/validation/validate.ts';
import { parseLine } from '../batch.ts';
import {
  BadLine,
  type Command,
  type LineResult,
  type LineWork,
  oneOf,
  readOptions,
  UsageError,
} from '../command.ts';
import { differences, explanation } from '../explain.ts';
import { textOf } from '../input.ts';
import { readJobs, runBatch } from '../run-batch.ts';

const help = `Usage: strata check --operation OP --model ID [FILE]
       strata check [FILE]
       strata check --batch FILE

Says whether Bedrock accepts a body, and what it answers where it does not.

FILE (stdin without it) holds the body, or {"operation", "modelId", "body"} without the options.

  --operation OP  ${OPERATIONS.join(' | ')}
  --model ID      a model id, an inference profile or an ARN; for ApplyGuardrail IDENTIFIER:VERSION, for
                  GetAsyncInvoke the invocation's ARN (the body may name them instead)
  --batch FILE    FILE (or - for stdin) holds one {"id", "operation", "modelId", "body"} per line
  --jobs N        works on a batch with N threads, or with one a core: all (default: 1)
  --explain       also says which rules speak, why and on what evidence, and what is off where the
                  line tells what Bedrock answered: {"expect": {"status", "message"?, "contains"?}}

A body is taken byte by byte as it is written: some of Bedrock's messages name a column of it. A body
given as a string is that text.

Writes {kind, status, message, problems: [{pointer, key, message}], basis: {grade, date, nearest}}; kind
is accepted, refused or not-modelled (status null); what Bedrock may refuse, but no evidence says that
it does, stands under "warnings". A batch gets one line per line, in order, each with the line's id.

Exit code: 0 all accepted (with --explain and "expect": nothing off), 1 problems found, 2 wrong usage or
unreadable input.`;

const brief = ({ pointer, key, message }: Problem): object => ({ pointer, key, message });

interface Asked {
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: string;
}

function verdictOn(asked: Asked, explain: boolean, expected?: JsonObject): LineResult {
  const verdict = validate(asked);
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

/** The text of a line's body exactly as it stands there. */
function bodyOf(line: JsonObject, text: string): string {
  if (typeof line.body === 'string') return line.body;
  const place = spansOf(text).find('/body');
  if (!place) throw new BadLine('body is missing');
  return text.slice(place.value.from, place.value.to);
}

function checkLine(line: JsonObject, text: string, explain: boolean): LineResult {
  const operation = OPERATIONS.find((candidate) => candidate === line.operation);
  if (!operation) {
    throw new BadLine(
      `operation is one of ${OPERATIONS.join(', ')}, not ${JSON.stringify(line.operation ?? null)}`,
    );
  }
  const named = isOther(operation) ? (line.modelId ?? '') : line.modelId;
  if (typeof named !== 'string') throw new BadLine('modelId is missing or no string');
  const expected = isObject(line.expect ?? null) ? (line.expect as JsonObject) : undefined;
  return verdictOn({ operation, modelId: named, body: bodyOf(line, text) }, explain, expected);
}

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
    },
  });

const lines = async (args: readonly string[]): Promise<LineWork> => {
  const { explain } = read(args).values;
  return (line, text) => {
    const { value, problem } = checkLine(line, text, explain);
    return { value: { id: line.id ?? null, ...value }, problem };
  };
};

export const checkCommand: Command = {
  help,
  lines,
  async run(args, output) {
    const { values, positionals } = read(args);
    const { operation, model, batch, jobs, explain } = values;
    if (positionals.length > (batch === undefined ? 1 : 0)) {
      throw new UsageError('Give one FILE, or --batch FILE.');
    }
    if ((operation === undefined) !== (model === undefined)) {
      throw new UsageError('--operation and --model go together.');
    }
    if (batch !== undefined) {
      if (operation !== undefined) throw new UsageError('With --batch each line names its own operation.');
      const asked = { command: 'check', args, source: batch, jobs: readJobs(jobs) };
      return runBatch(asked, output, await lines(args));
    }
    const chosen = operation === undefined ? null : oneOf('operation', operation, OPERATIONS);
    const text = await textOf(positionals[0] ?? '-');
    const result =
      chosen !== null && model !== undefined
        ? verdictOn({ operation: chosen, modelId: model, body: text.replace(/\r?\n$/, '') }, explain)
        : checkLine(parseLine(text), text, explain);
    await output.line(JSON.stringify(result.value, null, 2));
    return result.problem ? 1 : 0;
  },
};
