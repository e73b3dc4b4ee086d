import { FORM_IDS } from '../../../shared/input/forms.ts';
import { readRequest } from '../../../shared/input/read-request.ts';
import type { InputProblem } from '../../../shared/input/text-range.ts';
import { isObject } from '../../../shared/json/json.ts';
import { DEFAULT_PROFILE } from '../../../shared/pipeline/releases/profile.ts';
import { eachLine } from '../batch.ts';
import {
  BadLine,
  type Command,
  type ExitCode,
  type GroupWork,
  type LineWork,
  readOptions,
  UsageError,
} from '../command.ts';
import { filesOf, isPattern } from '../files.ts';
import { textOf } from '../input.ts';
import { presentProxied, presentRead, readLine, type Settings } from '../outcomes.ts';
import type { Output } from '../output.ts';
import { PROFILE_HELP, PROFILE_OPTION, profileNamed, sayStanding } from '../profile.ts';
import { Configurations, callOf, headersOf, throughProxy } from '../proxy.ts';
import {
  formOf,
  MODULE_OPTIONS,
  moduleSettingsOf,
  problemText,
  REQUEST_OPTIONS,
  routeOf,
} from '../request-options.ts';
import { readJobs, runBatch } from '../run-batch.ts';

const help = `Usage: strata transform [options] [FILE]
       strata transform [options] FILE...

Shows what LiteLLM sends to Bedrock for a request.

FILE holds one request: the keyword arguments of a LiteLLM call as JSON (OpenAI chat completions,
Responses or Anthropic messages form), a body for Bedrock itself with its modelId, code that makes the
call (Python, JavaScript; nothing is run), a command (curl, the AWS CLI, HTTPie) or a script with one,
LiteLLM's debug log, HTTP as text, HAR, a record of CloudTrail or of the model invocation log, Markdown
or a notebook with one of these. docs/proxy.md lists all of it. Without FILE it is read from stdin. What
was taken of it, and what a run alone would tell, is said on stderr. Several FILEs, or patterns such as
"requests/*.json", give one line of JSON each, with the file's name.

  --profile P     ${PROFILE_HELP}
                  (default: ${DEFAULT_PROFILE}); strata releases lists them and says how exact each is
  --route R       invoke | converse: takes this route whatever the model string says
  --api A         ${FORM_IDS.join(' | ')}: the form the request is in (default: what it says itself)
  --explain       adds the ledger: what became of each parameter, why, and how that is known; of one
                  FILE also the form it was read in, and what told
  --raw           adds the body as the text that goes over the wire, byte for byte
  --drop-params   litellm.drop_params = True: unsupported parameters are dropped instead of refused
  --modify-params litellm.modify_params = True: LiteLLM may change messages and parameters
  --batch FILE    FILE (or - for stdin) holds one {"id", "api", "request"} per line; a line's own api
                  counts before --api
  --jobs N        works on a batch with N threads, or with one a core: all (default: 1)
  --python PATH   runs the LiteLLM of this Python or virtual environment for the request, with the network
                  closed, and writes what that really sends, with {litellm, differences}: its version, and
                  where Strata's model of that version has something else
  --config C      the config.yaml of a LiteLLM proxy: FILE is then what a client sends to that proxy.
                  With --batch, C may be a folder; a line is {"id", "config", "path", "headers", "body"},
                  where "config" names a YAML file of the folder without its ending
  --entry PATH    the URL path of the client's call (default: the one that FILE names, or
                  /v1/chat/completions)
  --header H      a header of the client's call, written “name: value”; may be given several times
  --call N        which of several calls in FILE is meant: entries of a HAR, calls of a program (default: 1)
  --deployment N  which of several deployments behind one name is called (default: the first that tags,
                  order and weight let serve the call; where LiteLLM refuses it there, the first fallback
                  that takes it)

Writes {path, headers, body}, or {error: {type, params | message}} where nothing is sent. A batch
gets one line per line, in order, each with the line's id. Lines that cannot be read are reported
on stderr with their number; the others are still done.

Through a proxy, the headers are those that a transform, the configuration or the client sets; the
proxy's own bookkeeping (x-litellm-user_api_key_…: whose key it was) is left out. What proxies do is
recorded of 1.87.0 and 1.109.1; another release is shown as the newest of these that is not newer,
with what its own code is known to do otherwise.

Exit code: 0 done, 2 wrong usage or unreadable input.`;

const read = (args: readonly string[]) =>
  readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...PROFILE_OPTION,
      ...REQUEST_OPTIONS,
      ...MODULE_OPTIONS,
      explain: { type: 'boolean', default: false },
      raw: { type: 'boolean', default: false },
      batch: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      config: { type: 'string' },
      entry: { type: 'string' },
      header: { type: 'string', multiple: true },
      deployment: { type: 'string' },
      call: { type: 'string', default: '1' },
      python: { type: 'string' },
    },
  });
type Options = ReturnType<typeof read>['values'];

const settingsOf = (values: Options): Settings => ({
  call: numbered('call', values.call),
  profile: profileNamed('profile', values.profile),
  explain: values.explain,
  raw: values.raw,
  form: formOf(values.api),
  settings: moduleSettingsOf(values),
  route: routeOf(values.route, undefined),
});

function numbered(name: 'deployment' | 'call', given: string): number {
  const choice = Number(given) - 1;
  if (!Number.isInteger(choice) || choice < 0) throw new UsageError(`--${name} is a number from 1.`);
  return choice;
}

/** What speaks of a client's call to a proxy. Throws {@link UsageError} where no proxy is given. */
function refuseProxyOptions(values: Options): void {
  const given = (['entry', 'header', 'deployment'] as const).find((name) => values[name] !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} goes with --config.`);
}

/** The deployment that is asked for; null where the proxy chooses. */
const choiceOf = ({ deployment }: Options): number | null =>
  deployment === undefined ? null : numbered('deployment', deployment);

async function linesThroughProxy(config: string, values: Options, settings: Settings): Promise<LineWork> {
  const { profile } = settings;
  const choice = choiceOf(values);
  const configurations = await Configurations.open(config);
  return (line) => {
    const { id = null, config: name = null } = line;
    if (name !== null && typeof name !== 'string') throw new BadLine('config must be a text');
    const result = throughProxy(configurations.named(name), callOf(line, values.entry), { profile, choice });
    return { value: { id, ...presentProxied(result, settings) }, problem: false };
  };
}

async function lines(args: readonly string[]): Promise<GroupWork> {
  const { values } = read(args);
  const settings = settingsOf(values);
  if (values.config !== undefined) return eachLine(await linesThroughProxy(values.config, values, settings));
  return eachLine((line) => {
    const { id = null, request } = line;
    if (!isObject(request)) throw new BadLine('request is missing or no object');
    return {
      value: { id, ...presentRead(readLine(line, request, settings.form), settings) },
      problem: false,
    };
  });
}

async function runProxied(source: string, file: string, values: Options, output: Output): Promise<ExitCode> {
  const settings = settingsOf(values);
  const choice = choiceOf(values);
  const configurations = await Configurations.open(source, (line) => output.complain(line));
  const { entry, header = [] } = values;
  const read = readText(await textOf(file), settings, (line) => output.complain(line));
  if (!read) return 2;
  const { path, headers } = read.carried;
  const call = {
    path: entry ?? path ?? '/v1/chat/completions',
    headers: { ...headers, ...headersOf(header) },
    body: read.request,
  };
  const result = throughProxy(configurations.named(null), call, { profile: settings.profile, choice });
  await output.line(JSON.stringify(presentProxied(result, settings), null, 2));
  sayStanding(settings.profile, output);
  return 0;
}

/** What a text is read as; what was taken of it and what cannot be read is said on stderr. Null where nothing can. */
function readText(
  text: string,
  settings: Settings,
  complain: (line: string) => void,
): Extract<ReturnType<typeof readRequest>, { ok: true }> | null {
  const read = readRequest(text, settings.form, settings.call);
  const say = (problem: InputProblem): void => complain(problemText(problem));
  if (!read.ok) {
    read.problems.forEach(say);
    return null;
  }
  const calls = Math.max(1, read.carried.calls.length);
  if (settings.call >= calls) {
    throw new UsageError(
      `--call ${settings.call + 1}: the text has ${calls} ${calls === 1 ? 'call' : 'calls'}.`,
    );
  }
  if (read.dialect === 'code') read.warnings.forEach(say);
  if (read.carried.taken !== '') complain(read.carried.taken);
  return read;
}

/** What a text becomes. Null where it cannot be read. */
function transformText(text: string, settings: Settings, complain: (line: string) => void): object | null {
  const read = readText(text, settings, complain);
  if (!read) return null;
  const form = settings.explain ? { form: read.recognised } : {};
  return { ...presentRead(read, settings), ...form };
}

/** One line of JSON for each file, in order. */
async function transformFiles(
  patterns: readonly string[],
  settings: Settings,
  output: Output,
): Promise<ExitCode> {
  let bad = false;
  for (const file of await filesOf(patterns)) {
    const result = transformText(await textOf(file), settings, (line) => output.complain(`${file}: ${line}`));
    bad ||= result === null;
    if (result) await output.line(JSON.stringify({ file, ...result }));
  }
  return bad ? 2 : 0;
}

export const transformCommand: Command = {
  help,
  lines,
  async run(args, output) {
    const { values, positionals } = read(args);
    const settings = settingsOf(values);
    const { batch, config } = values;
    const [file = '-', ...more] = positionals;
    if (config === undefined) refuseProxyOptions(values);
    if (values.python !== undefined) {
      if (config !== undefined || more.length > 0)
        throw new UsageError('With --python give one FILE, or --batch FILE; --config does not go with it.');
      const { runInstalled, runInstalledBatch } = await import('../installed.ts');
      return batch === undefined
        ? runInstalled(values.python, file, settings, output)
        : runInstalledBatch(values.python, batch, settings, output);
    }
    if (batch !== undefined) {
      if (positionals.length > 0) throw new UsageError('Give FILEs, or --batch FILE.');
      const jobs = readJobs(values.jobs);
      if (config !== undefined && jobs > 1) {
        throw new UsageError(
          'With --config a batch is one proxy’s calls in their order: --jobs does not go with it.',
        );
      }
      const code = await runBatch(
        { command: 'transform', args, source: batch, jobs },
        output,
        await lines(args),
      );
      if (code === 0) sayStanding(settings.profile, output);
      return code;
    }
    const several = more.length > 0 || (await isPattern(file));
    if (config !== undefined) {
      if (several) throw new UsageError('With --config give one FILE, or --batch FILE.');
      return runProxied(config, file, values, output);
    }
    if (several) return transformFiles(positionals, settings, output);
    const result = transformText(await textOf(file), settings, (line) => output.complain(line));
    if (!result) return 2;
    await output.line(JSON.stringify(result, null, 2));
    sayStanding(settings.profile, output);
    return 0;
  },
};
